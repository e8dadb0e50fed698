"""`--agent-ref module`: agents' ids in a module of the project, for every environment."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from migrator.sandbox.embedded import RunningSandbox
from tests.end_to_end.test_codemod import codemod
from tests.end_to_end.workshop import PHONE, SHOP, VOICE, Workshop
from tests.run.notebooks import code, write

MODULE = "app/omniagent_ids.py"
ASKED = ("--yes", "--agent-ref", "module")
NEW = PHONE.replace("open_support", "open_night").replace('"sage"', '"coral"')


def seen_by(shop: Workshop, environment: str | None) -> str:
    """The id that the phone line finds, or the name of the error."""
    found = subprocess.run(
        [sys.executable, "-B", "-c", "from app.phone import SUPPORT_AGENT_ID as i; print(i)"],
        cwd=shop.root,
        env={**shop.environment, **({"OMNIAGENT_ENVIRONMENT": environment} if environment else {})},
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() or found.stderr.strip().splitlines()[-1]


def locked(shop: Workshop, environment: str, agent: str) -> str:
    lock = json.loads((shop.root / "omniagent.lock.json").read_text())
    return str(lock["environments"][environment]["agents"][agent]["id"])


def test_calls_import_their_ids_and_rollback_takes_the_module_back(shop: Workshop) -> None:
    before = shop.bytes_of_files(but=[".migrator"])
    assert shop.run("apply", ".", *ASKED).code == 0
    assert (
        "from app.omniagent_ids import SUPPORT_AGENT_ID" in (shop.root / "app/phone.py").read_text()
    )
    assert seen_by(shop, None) == locked(shop, "default", "support")
    once = shop.bytes_of_files(but=[".migrator"])
    assert shop.run("apply", ".", *ASKED).code == 0
    assert shop.bytes_of_files(but=[".migrator"]) == once
    assert shop.run("rollback", "--delete-agents", "--yes").code == 0
    assert shop.bytes_of_files(but=[".migrator"]) == before


def test_each_environment_finds_its_own_ids(shop: Workshop, sandbox: RunningSandbox) -> None:
    assert shop.run("apply", ".", *ASKED).code == 0
    shop.commit()
    shop.key = sandbox.staging_key
    ended = shop.run("apply", ".", *ASKED, "--environment", "staging")
    assert ended.code == 0, ended
    assert shop.changed() == [f" M {MODULE}", " M omniagent.lock.json", "?? .env.omniagent.staging"]
    assert "OMNIAGENT_ENVIRONMENT=staging" in (shop.root / ".env.omniagent.staging").read_text()
    assert seen_by(shop, None) == seen_by(shop, "default") == locked(shop, "default", "support")
    assert seen_by(shop, "staging") == locked(shop, "staging", "support")
    assert seen_by(shop, "production") == "KeyError: 'production'"


def test_a_call_waits_for_the_environment_that_is_there_without_a_variable(
    shop: Workshop, sandbox: RunningSandbox
) -> None:
    assert shop.run("apply", ".", *ASKED).code == 0
    shop.write({"app/night.py": NEW, "app/again.py": VOICE})
    shop.commit()
    key, shop.key = shop.key, sandbox.staging_key
    ended = shop.run("apply", ".", *ASKED, "--environment", "staging")
    assert ended.code == 3
    assert "NIGHT_AGENT_ID has no id yet in the environment 'default'" in ended.out
    assert "NIGHT_AGENT_ID" not in (shop.root / MODULE).read_text()
    shop.commit()
    shop.run("apply", ".", *ASKED, "--environment", "staging")
    assert "import SALES_AGENT_ID" in (shop.root / "app/again.py").read_text()
    shop.key = key
    shop.commit()
    assert shop.run("apply", ".", *ASKED).code == 0
    assert "NIGHT_AGENT_ID" in (shop.root / "app/night.py").read_text()
    assert "SALES_AGENT_ID" in (shop.root / "app/again.py").read_text()
    assert "not yet in" not in (shop.root / MODULE).read_text()


def test_a_notebook_imports_as_it_imports_others(shop: Workshop) -> None:
    write(shop.root / "calls.ipynb", *map(code, VOICE.split("\n\n\n")))
    shop.commit()
    assert shop.run("apply", ".", *ASKED).code == 0
    cells = json.loads((shop.root / "calls.ipynb").read_text())["cells"]
    assert "from omniagent_ids import" in "".join(cells[0]["source"])
    assert "SALES_AGENT_ID = " in (shop.root / "omniagent_ids.py").read_text()


def test_the_codemod_imports_what_the_module_has(shop: Workshop) -> None:
    shop.write({"pyproject.toml": '[tool.migrator]\nagent-ref = "module"\n'})
    assert shop.run("apply", ".", "--yes").code == 0
    shop.write({"app/again.py": VOICE, "app/night.py": NEW})
    shop.commit()
    shop.run("apply", ".", "--agents-only", "--yes")
    ended = codemod(shop, "app/again.py", "app/night.py")
    assert ended.returncode == 0, ended.stderr
    assert (
        "from app.omniagent_ids import SALES_AGENT_ID" in (shop.root / "app/again.py").read_text()
    )
    assert "\nNIGHT_AGENT_ID = " in (shop.root / "app/night.py").read_text()


def test_what_changed_the_module_is_not_written_over(shop: Workshop) -> None:
    shop.write({MODULE: '"""Ids that somebody keeps by hand."""\n'})
    shop.commit()
    assert shop.run("apply", ".", *ASKED).code == 0
    assert shop.changed()[:2] == [" M app/phone.py", " M app/voice.py"]
    assert "SUPPORT_AGENT_ID = " in (shop.root / "app/phone.py").read_text()


def test_the_module_may_have_another_name(shop: Workshop) -> None:
    shop.write({"migrator.toml": 'agent-ref = "module"\nids-module = "app.agents.ids"\n'})
    shop.write({"app/agents/__init__.py": ""})
    shop.commit()
    assert shop.run("apply", ".", "--yes").code == 0
    assert "from app.agents.ids import SALES_AGENT_ID" in (shop.root / "app/voice.py").read_text()
    assert "SALES_AGENT_ID = " in (shop.root / "app/agents/ids.py").read_text()


def test_two_packages_have_a_module_each(shop: Workshop, tmp_path: Path) -> None:
    other = {
        path.replace("app/", "desk/"): text.replace("app.", "desk.") for path, text in SHOP.items()
    }
    shop.write(other)
    shop.commit()
    assert shop.run("apply", ".", *ASKED).code == 0
    assert (shop.root / MODULE).read_text() == (shop.root / "desk/omniagent_ids.py").read_text()
