"""The ways to apply: in steps, in the sandbox, dry, after a change of a definition; and back."""

from __future__ import annotations

import json

import httpx
import pytest

from tests.end_to_end.workshop import VOICE, Workshop

OURS = {"omniagents.toml", "omniagent.lock.json"}
FROM_ENVIRONMENT = VOICE.replace('"alloy"', 'os.environ["SHOP_VOICE"]').replace(
    "import requests", "import os\n\nimport requests"
)


def new_files(shop: Workshop) -> set[str]:
    return {line[3:] for line in shop.changed() if line.startswith("??")}


def test_agents_first_and_code_later(shop: Workshop) -> None:
    first = shop.run("apply", ".", "--agents-only", "--yes")
    assert (first.code, new_files(shop)) == (0, OURS)
    assert len(shop.agents()) == 2

    shop.key = None
    second = shop.run("apply", ".", "--code-only")
    assert second.code == 0, second
    assert " M app/voice.py" in shop.changed()


def test_code_waits_for_agents_that_do_not_exist(shop: Workshop) -> None:
    ended = shop.run("apply", ".", "--code-only")
    assert ended.code == 3
    assert "doesn't exist yet" in ended.out
    assert shop.changed() == []


def test_a_dry_run_shows_the_requests_that_an_apply_then_sends(shop: Workshop) -> None:
    dry = json.loads(shop.run("apply", ".", "--dry-run", "--format", "json").out)
    assert (shop.changed(), shop.requests_that_write()) == ([], [])

    shop.run("apply", ".", "--yes")
    shown = [(request["method"], request["path"]) for request in dry["requests"]]
    assert sorted(shown) == sorted(shop.requests_that_write())
    assert sorted(dry["diffs"]) == ["app/phone.py", "app/voice.py"]


def test_in_the_sandbox_nothing_is_left_but_what_rollback_undoes(shop: Workshop) -> None:
    ended = shop.run("apply", ".", "--sandbox", "--yes")

    assert ended.code == 0, ended
    assert "the sandbox and are gone" in ended.err
    assert shop.agents() == []
    assert " M app/voice.py" in shop.changed()
    assert shop.run("rollback").code == 0
    assert shop.changed() == []


def test_the_sandbox_stands_in_for_the_api_that_calls_go_to(shop: Workshop) -> None:
    shop.base_url = "https://companion-api.napster.com"
    text = (shop.root / "app/settings.py").read_text()
    shop.write(
        {"app/settings.py": text.replace('os.environ["NAPSTER_BASE_URL"]', repr(shop.base_url))}
    )
    shop.commit()
    for _ in range(2):
        ended = shop.run("apply", ".", "--sandbox", "--yes")
        assert ended.code == 0, ended
        assert " M app/voice.py" in shop.changed()
        assert shop.run("rollback").code == 0
        assert shop.changed() == []


def test_standard_output_holds_only_json(shop: Workshop) -> None:
    ended = shop.run("apply", ".", "--yes", "--format", "json")
    document = json.loads(ended.out)
    assert document["written"] == ["app/phone.py", "app/voice.py"]
    assert sorted(document["agents"]["created"]) == ["sales", "support"]
    assert "git diff" in ended.err


def test_quiet_says_only_what_is_asked_for(shop: Workshop) -> None:
    ended = shop.run("apply", ".", "--yes", "--quiet")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith("Applied: 2 agents created, 2 files rewritten.\n")


def test_a_changed_definition_changes_its_agent(shop: Workshop) -> None:
    shop.run("apply", ".", "--yes")
    definitions = shop.root / "omniagents.toml"
    definitions.write_text(definitions.read_text().replace('"alloy"', '"verse"'))

    found = shop.run("verify")
    ended = shop.run("apply", ".", "--yes")

    assert found.code == 1
    assert "1 disagreement" in found.out
    assert ended.code == 0, ended
    assert 'used by 1 call: voiceId is "alloy", defined as "verse"' in ended.err
    assert "1 agent changed" in ended.out
    assert shop.run("verify").code == 0


def test_an_agent_that_somebody_changed_is_kept_with_its_definition(shop: Workshop) -> None:
    shop.run("apply", ".", "--yes")
    lock = json.loads((shop.root / "omniagent.lock.json").read_text())
    agents = lock["environments"]["default"]["agents"]
    answer = httpx.patch(
        f"{shop.base_url}/public/agents/{agents['sales']['id']}",
        headers={"X-Api-Key": shop.key or ""},
        json={"voiceId": "verse"},
    )
    answer.raise_for_status()

    ended = shop.run("rollback", "--delete-agents", "--yes")

    assert ended.code == 3
    assert "agent sales: someone changed it" in ended.out
    assert len(shop.agents()) == 1
    assert new_files(shop) == OURS
    left = json.loads((shop.root / "omniagent.lock.json").read_text())
    assert list(left["environments"]["default"]["agents"]) == ["sales"]
    assert "[agents.sales]" in (shop.root / "omniagents.toml").read_text()
    assert "[agents.support]" not in (shop.root / "omniagents.toml").read_text()
    assert shop.run("apply", ".", "--yes").code == 0


def test_a_rollback_of_the_second_apply_keeps_the_agents_of_the_first(shop: Workshop) -> None:
    shop.run("apply", "app/voice.py", "app/settings.py", "--yes")
    shop.commit()
    shop.run("apply", ".", "--yes")
    assert len(shop.agents()) == 2

    ended = shop.run("rollback", "--delete-agents", "--yes")

    assert ended.code == 3
    assert "agent sales: app/voice.py still uses it" in ended.out
    assert len(shop.agents()) == 1
    assert shop.run("check", "app/voice.py", "app/settings.py").code == 0


def test_a_definition_that_people_changed_outlives_its_agent(shop: Workshop) -> None:
    shop.run("apply", ".", "--yes")
    definitions = shop.root / "omniagents.toml"
    definitions.write_text(definitions.read_text().replace('"alloy"', '"verse"'))
    shop.run("apply", ".", "--yes")

    ended = shop.run("rollback", "--delete-agents", "--yes")

    assert ended.code == 3
    assert "definition of sales in omniagents.toml" in ended.out
    assert shop.agents() == []
    assert new_files(shop) == {"omniagents.toml"}
    assert '"verse"' in definitions.read_text()


@pytest.mark.parametrize("way", ["option", "file", "environment", "configuration"])
def test_a_value_from_the_environment_makes_a_reference_by_environment(
    shop: Workshop, way: str
) -> None:
    shop.write({"app/voice.py": FROM_ENVIRONMENT})
    options = {"option": ["--set", "SHOP_VOICE=verse"], "file": ["--env-file", ".env"]}
    if way == "file":
        shop.write({".env": "SHOP_VOICE=verse\n"})
    elif way == "environment":
        shop.variables["SHOP_VOICE"] = "verse"
    elif way == "configuration":
        shop.write({"migrator.toml": '[values]\nSHOP_VOICE = "verse"\n'})
    shop.commit()

    ended = shop.run("apply", ".", "--yes", *options.get(way, []))

    assert ended.code == 0, ended
    assert "Set SALES_AGENT_ID where the code runs" in ended.err
    assert (shop.root / ".env.omniagent").read_text().startswith("SALES_AGENT_ID=")
    assert 'os.environ["SALES_AGENT_ID"]' in (shop.root / "app/voice.py").read_text()
    assert shop.run("rollback", "--delete-agents", "--yes", *options.get(way, [])).code == 0
    assert shop.changed() == []


def test_the_report_says_migrated_only_of_what_was_written(shop: Workshop) -> None:
    report = shop.root / ".migrator" / "report.html"
    shop.run("apply", ".", "--agents-only", "--yes")
    assert "2 to migrate" in report.read_text()
    shop.run("apply", ".", "--yes")
    assert "2 migrated" in report.read_text()
