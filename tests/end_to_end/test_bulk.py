"""Creating agents as scripts and operators meet it: events, dry runs, rates, tables, keys."""

from __future__ import annotations

import json
import time

import httpx

from tests.end_to_end.workshop import Workshop


def test_each_event_is_a_line_of_json(shop: Workshop) -> None:
    ended = shop.run("apply", ".", "--yes", "--quiet", "--format", "json")

    events = [json.loads(line) for line in ended.err.splitlines()]
    assert [event["event"] for event in events] == ["listed", "created", "created"]
    assert {event["agent"] for event in events[1:]} == {"sales", "support"}
    assert events[-1]["done"] == events[-1]["total"] == 2
    assert sorted(json.loads(ended.out)["agents"]["created"]) == ["sales", "support"]


def test_what_there_is_and_will_be_is_said_first(shop: Workshop) -> None:
    ended = shop.run("apply", ".", "--yes")

    assert "The key sees 0 agents of the 100" in ended.err
    assert "2 to create" in ended.err


def test_a_dry_run_shows_what_a_changed_definition_would_send(shop: Workshop) -> None:
    shop.run("apply", ".", "--yes")
    definitions = shop.root / "omniagents.toml"
    definitions.write_text(definitions.read_text().replace('"alloy"', '"verse"'))
    before = shop.requests_that_write()

    dry = json.loads(shop.run("apply", ".", "--dry-run", "--format", "json").out)
    assert shop.requests_that_write() == before
    shop.run("apply", ".", "--yes")

    [shown] = dry["requests"]
    assert (shown["method"], shown["body"]) == ("PATCH", {"voiceId": "verse"})
    assert shop.requests_that_write()[len(before) :] == [(shown["method"], shown["path"])]


def test_a_dry_run_adopts_what_is_there(shop: Workshop) -> None:
    shop.run("apply", ".", "--agents-only", "--yes")
    (shop.root / "omniagent.lock.json").unlink()

    with_key = shop.run("apply", ".", "--dry-run", "--format", "json")
    key, shop.key = shop.key, None
    without = shop.run("apply", ".", "--dry-run", "--format", "json")

    assert json.loads(with_key.out)["requests"] == []
    assert "2 to adopt" in with_key.err
    assert len(json.loads(without.out)["requests"]) == 2
    assert "the API was not looked at" in without.err
    assert key


def test_what_failed_is_told_with_the_command_that_tries_again(shop: Workshop) -> None:
    voice = shop.root / "app/voice.py"
    voice.write_text(voice.read_text().replace("comp_sales", "comp_of_another_project"))
    shop.commit()

    ended = shop.run("apply", ".", "--yes")

    assert ended.code == 3
    assert "companionId 'comp_of_another_project' is not found (agents sales)" in ended.err
    assert "created   agent support" in ended.out
    last = ended.out.splitlines()[-2:]
    assert last[0].startswith("failed    agent sales: The API answered 4")
    assert "1 agent failed; run `migrator apply . --yes` to try again." in last[1]


def test_a_rate_is_kept(shop: Workshop) -> None:
    before = len(shop.requests())
    started = time.monotonic()
    ended = shop.run("apply", ".", "--yes", "--rate", "10")
    took = time.monotonic() - started

    assert ended.code == 0
    sent = len(shop.requests()) - before
    assert sent > 4
    # Two runs, one to look and one to create, whose first requests wait for nothing.
    assert took >= (sent - 2) / 10


def test_the_key_is_not_taken_from_the_command_line(shop: Workshop) -> None:
    ended = shop.run("apply", ".", "--yes", "--set", "NAPSTER_API_KEY=sk-on-a-command-line")

    assert ended.code == 2
    assert "environment alone" in ended.err
    assert "sk-on-a-command-line" not in ended.err + ended.out


def test_verify_tells_which_traffic_has_moved(shop: Workshop) -> None:
    shop.run("apply", ".", "--yes")
    agents = json.loads((shop.root / "omniagent.lock.json").read_text())["environments"]["default"]
    headers = {"X-Api-Key": shop.key or ""}
    with httpx.Client(base_url=shop.base_url, headers=headers) as client:
        path = f"/public/agents/{agents['agents']['sales']['id']}/connections"
        client.post(path, json={"channelType": "webrtc"}).raise_for_status()
        assert shop.run("verify", "--sessions").code == 0
        old = {"companionId": "comp_support", "providerConfig": {"voiceId": "sage"}}
        client.post("/public/ws-connections", json=old).raise_for_status()
        client.post(
            "/public/agents", json={**old, "voiceId": "sage", "name": "X", "providerSettings": {}}
        )

    ended = shop.run("verify", "--sessions")
    document = json.loads(shop.run("verify", "--sessions", "--format", "json").out)

    assert (ended.code, shop.run("verify").code) == (1, 0)
    assert "moved: 1 session through agent sales" in ended.out
    assert (
        "per-session: 1 websocket session with companionId comp_support: agent support may"
        in ended.out
    )
    assert "(X): neither defined nor locked here" in ended.out
    assert document["traffic"]["through_agents"] == {"sales": 1}
