"""Bad input: a clear message, the contract's exit code, and nothing lost or changed."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.end_to_end.workshop import PHONE, VOICE, Workshop

APPLY = ("apply", ".", "--yes")


def refused(shop: Workshop, *arguments: str | Path, code: int = 2) -> str:
    """What a command says that refuses to work and leaves everything as it was."""
    before, agents = shop.bytes_of_files(but=[".migrator"]), shop.requests_that_write()
    ended = shop.run(*arguments)

    assert ended.code == code, ended
    assert ended.out == ""
    assert shop.bytes_of_files(but=[".migrator"]) == before
    assert shop.requests_that_write() == agents
    return " ".join(ended.err.split())


class TestTheApi:
    def test_no_key(self, shop: Workshop) -> None:
        shop.key = None
        assert "NAPSTER_API_KEY is not set" in refused(shop, *APPLY)

    def test_a_wrong_key(self, shop: Workshop) -> None:
        shop.key = "not-a-key"
        ended = shop.run(*APPLY)
        assert ended.code == 4
        assert "401" in ended.err
        assert "Check that the key is valid" in ended.err
        assert shop.changed() == []

    def test_a_key_that_no_header_can_hold(self, shop: Workshop) -> None:
        shop.key = "clé\u2026"
        said = refused(shop, *APPLY)
        assert "NAPSTER_API_KEY" in said
        assert "clé" not in said

    def test_an_api_out_of_reach(self, shop: Workshop) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            shop.base_url = f"http://127.0.0.1:{taken.getsockname()[1]}"
            ended = shop.run(*APPLY)
        assert ended.code == 4
        assert shop.base_url in ended.err
        assert shop.changed() == []

    @pytest.mark.parametrize("address", ["companion-api.napster.com", "ftp://there", "http://", ""])
    def test_a_base_url_that_is_no_address(self, shop: Workshop, address: str) -> None:
        said = refused(shop, "plan", ".", "--base-url", address or " ")
        assert "is no address" in said

    def test_a_plan_needs_neither_key_nor_api(self, shop: Workshop) -> None:
        shop.key, shop.base_url = None, "http://127.0.0.1:9"
        assert shop.run("plan", ".").code == 0


UNREADABLE: dict[str, tuple[str | bytes, str]] = {
    "broken.py": ("def open_session(:\n    return '/public/connections'\n", "OM901"),
    "python2.py": ("print 'post to /public/connections'\n", "OM902"),
    "binary.py": (b"\x7fELF\0\0/public/connections\0\xff", "OM904"),
    "latin.py": ("# /public/connections caf\u00e9\n".encode("latin-1"), "OM903"),
    "coding.py": ("# -*- coding: klingon -*-\n# /public/connections\n", "OM903"),
}


class TestFiles:
    @pytest.mark.parametrize("name", UNREADABLE)
    def test_one_that_is_no_python_is_named_and_stops_no_other(
        self, shop: Workshop, name: str
    ) -> None:
        content, code = UNREADABLE[name]
        shop.write({f"app/{name}": content})
        shop.commit()

        applied = shop.run(*APPLY)
        checked = shop.run("check", ".")

        assert applied.code == 3, applied
        assert f"app/{name}" in applied.out
        assert sorted(shop.changed())[:2] == [" M app/phone.py", " M app/voice.py"]
        assert (shop.root / "app" / name).read_bytes() == (
            content.encode() if isinstance(content, str) else content
        )
        assert checked.code == 1
        assert f"app/{name}:1: {code}" in checked.out

    @pytest.mark.parametrize(
        "make",
        [
            lambda path: path.mkdir(),
            lambda path: os.mkfifo(path),
            lambda path: path.symlink_to("nowhere.py"),
            lambda path: path.symlink_to(path.name),
            lambda path: path.symlink_to(path.parent),
            lambda path: path.symlink_to("/dev/zero"),
        ],
        ids=["folder", "pipe", "dangling link", "loop", "link to its folder", "device"],
    )
    @pytest.mark.parametrize("in_git", [True, False], ids=["git", "no git"])
    def test_what_only_looks_like_one_stops_no_other(
        self, shop: Workshop, make: Callable[[Path], None], in_git: bool
    ) -> None:
        if not in_git:
            (shop.root / ".git").rename(shop.root.parent / "moved.git")
        make(shop.root / "app" / "connections.py")

        ended = shop.run("plan", ".")

        assert ended.code == 0, ended
        assert "Plan: 2 to migrate through 2 agents." in ended.out

    def test_a_path_that_does_not_exist(self, shop: Workshop) -> None:
        assert "nowhere" in refused(shop, "plan", "app", "nowhere")

    def test_one_with_uncommitted_changes_waits_and_stops_no_other(self, shop: Workshop) -> None:
        dirty = PHONE + "\n\nEXTENSION = 7\n"
        shop.write({"app/phone.py": dirty})

        ended = shop.run(*APPLY)

        assert ended.code == 3
        assert "app/phone.py: it has uncommitted changes" in ended.out
        assert (shop.root / "app/phone.py").read_text() == dirty
        assert " M app/voice.py" in shop.changed()

    def test_uncommitted_changes_that_may_be_written_over_stay_in_the_file(
        self, shop: Workshop
    ) -> None:
        shop.write({"app/phone.py": PHONE + "\n\nEXTENSION = 7\n"})
        ended = shop.run(*APPLY, "--allow-dirty")
        text = (shop.root / "app/phone.py").read_text()
        assert ended.code == 0, ended
        assert "EXTENSION = 7" in text
        assert "/public/ws-connections" not in text

    @pytest.mark.parametrize("place", ["app/voice.py", "app"])
    def test_one_that_is_read_only(self, shop: Workshop, place: str) -> None:
        path = shop.root / place
        mode = path.stat().st_mode
        path.chmod(mode & ~0o222)
        before = shop.bytes_of_files(but=[".migrator"])
        ended = shop.run(*APPLY)
        path.chmod(mode)

        assert ended.code == 2, ended
        assert f"{path} is read-only" in ended.err
        assert before.items() <= shop.bytes_of_files(but=[".migrator"]).items()

        resumed = shop.run(*APPLY)
        assert resumed.code == 0, resumed
        assert len(shop.agents()) == 2

    def test_an_empty_folder(self, shop: Workshop) -> None:
        (shop.root / "empty").mkdir()
        ended = shop.run("plan", "empty")
        assert ended.code == 0
        assert ended.out == "Plan: nothing to migrate.\n"

    def test_a_folder_without_python(self, shop: Workshop) -> None:
        shop.write({"docs/index.md": "Hello.\n"})
        ended = shop.run("apply", "docs", "--yes")
        assert ended.code == 0, ended
        assert "nothing was left to do" in ended.out
        assert shop.agents() == []

    def test_a_folder_that_is_not_in_git(self, shop: Workshop) -> None:
        (shop.root / ".git").rename(shop.root.parent / "moved.git")
        before = shop.bytes_of_files()
        assert shop.run(*APPLY).code == 0
        assert "/public/agents/" in (shop.root / "app/voice.py").read_text()
        assert shop.run("rollback", "--delete-agents", "--yes").code == 0
        assert shop.bytes_of_files(but=[".migrator"]) == before


class TestOptionsAndSettings:
    def test_a_value_without_a_name(self, shop: Workshop) -> None:
        assert "--set VOICE: expected NAME=VALUE" in refused(shop, "plan", "--set", "VOICE")

    def test_an_env_file_that_is_none(self, shop: Workshop) -> None:
        shop.write({"wrong.env": "VOICE=alloy\nwhat is this\n"})
        said = refused(shop, "plan", "--env-file", "wrong.env")
        assert "wrong.env:2: expected NAME=value" in said

    def test_an_env_file_that_is_not_there(self, shop: Workshop) -> None:
        assert "no.env" in refused(shop, "plan", "--env-file", "no.env")

    @pytest.mark.parametrize(
        ("text", "where"),
        [
            ("[pack\n", "line 1"),
            ('extends = "nothing"\n', "nothing"),
            ('extends = "connections_to_agents"\n[[field]]\nsource = "mood"\n', "mood"),
        ],
    )
    def test_a_broken_rule_pack(self, shop: Workshop, text: str, where: str) -> None:
        shop.write({"rules.toml": text})
        said = refused(shop, "plan", "--rules", "rules.toml")
        assert "rules.toml" in said or "no rule pack" in said
        assert where in said

    @pytest.mark.parametrize(
        ("text", "where"),
        [("paths = [\n", "not valid TOML"), ("colour = 1\n", "colour"), ("paths = 3\n", "paths")],
    )
    def test_a_broken_configuration(self, shop: Workshop, text: str, where: str) -> None:
        shop.write({"given.toml": text})
        said = refused(shop, "plan", "--config", "given.toml")
        assert "given.toml" in said
        assert where in said

    def test_a_configuration_that_is_not_there(self, shop: Workshop) -> None:
        assert "none.toml" in refused(shop, "plan", "--config", "none.toml")

    def test_an_environment_that_is_no_name(self, shop: Workshop) -> None:
        assert "environment" in refused(shop, "plan", "--environment", "a b/c")

    def test_a_question_without_a_terminal(self, shop: Workshop) -> None:
        assert "pass --yes" in refused(shop, "apply", ".")

    def test_a_rollback_without_a_terminal_restores_nothing(self, shop: Workshop) -> None:
        shop.run(*APPLY)
        assert "pass --yes" in refused(shop, "rollback", "--delete-agents")


CONFLICT = '{\n<<<<<<< HEAD\n  "version": 1\n=======\n  "version": 1\n>>>>>>> theirs\n}\n'


class TestFilesOfOurs:
    @pytest.mark.parametrize("command", [("plan", "."), APPLY, ("verify",), ("rollback", "-y")])
    @pytest.mark.parametrize(
        ("text", "where"),
        [("{\n  nothing\n", ":2: not JSON"), (CONFLICT, ":2: git's conflict"), ("[]", "whole")],
    )
    def test_a_broken_lock(
        self, shop: Workshop, command: tuple[str, ...], text: str, where: str
    ) -> None:
        if command[0] == "rollback":
            command = (*command, "--delete-agents")
        shop.write({"omniagent.lock.json": text})
        said = refused(shop, *command)
        assert "omniagent.lock.json" in said
        assert where in said

    @pytest.mark.parametrize("command", [("plan", "."), APPLY, ("verify",)])
    @pytest.mark.parametrize(
        ("text", "where"),
        [("[agents.a\n", ":1: not TOML"), ('[agents.a]\nname = "A"\n', "agents.a.body")],
    )
    def test_broken_definitions(
        self, shop: Workshop, command: tuple[str, ...], text: str, where: str
    ) -> None:
        shop.write({"omniagents.toml": text})
        said = refused(shop, *command)
        assert "omniagents.toml" in said
        assert where in said

    @pytest.mark.parametrize("text", ["", "{}", '{"version": 2}', "\0"])
    def test_a_broken_plan_file(self, shop: Workshop, text: str) -> None:
        shop.write({"saved.json": text})
        assert "saved.json is not a plan" in refused(shop, *APPLY, "--plan", "saved.json")

    def test_a_plan_file_that_is_not_there(self, shop: Workshop) -> None:
        assert "saved.json" in refused(shop, *APPLY, "--plan", "saved.json")

    def test_a_report_without_a_plan(self, shop: Workshop) -> None:
        said = refused(shop, "report")
        assert "plan.json" in said
        assert "migrator plan" in said

    def test_a_broken_baseline(self, shop: Workshop) -> None:
        shop.write({"base.json": "[]"})
        said = refused(shop, "check", "--baseline", "base.json")
        assert "base.json is no baseline" in said


class TestASavedPlan:
    def test_it_is_applied_while_nothing_changed(self, shop: Workshop) -> None:
        shop.run("plan", ".")
        ended = shop.run(*APPLY, "--plan", ".migrator/plan.json")
        assert ended.code == 0, ended

    def test_it_is_refused_when_a_source_changed(self, shop: Workshop) -> None:
        shop.run("plan", ".")
        shop.write({"app/voice.py": VOICE.replace("alloy", "sage")})
        said = refused(shop, *APPLY, "--plan", ".migrator/plan.json")
        assert "app/voice.py changed since the plan was made" in said

    def test_it_is_refused_when_a_call_was_added_elsewhere(self, shop: Workshop) -> None:
        shop.run("plan", ".")
        shop.write({"app/second.py": VOICE.replace("open_sales", "open_more")})
        said = refused(shop, *APPLY, "--plan", ".migrator/plan.json")
        assert "differs from the saved one" in said

    def test_it_is_refused_when_values_changed(self, shop: Workshop) -> None:
        shop.write(
            {
                "app/voice.py": VOICE.replace('"alloy"', 'os.environ["SHOP_VOICE"]').replace(
                    "import requests", "import os\n\nimport requests"
                )
            }
        )
        shop.commit()
        shop.run("plan", ".", "--set", "SHOP_VOICE=alloy")
        said = refused(shop, *APPLY, "--plan", ".migrator/plan.json", "--set", "SHOP_VOICE=sage")
        assert "differs from the saved one" in said


def test_a_rolled_back_file_that_was_edited_since_is_left_with_its_agent(shop: Workshop) -> None:
    shop.run(*APPLY)
    voice = shop.root / "app/voice.py"
    voice.write_text(voice.read_text() + "\n\nMORE = 1\n")

    ended = shop.run("rollback", "--delete-agents", "--yes", "--format", "json")

    document = json.loads(ended.out)
    assert ended.code == 3
    assert document["restored"] == ["app/phone.py"]
    assert document["left"] == ["app/voice.py"]
    assert list(document["kept"].values()) == ["app/voice.py still uses it"]
    assert len(shop.agents()) == 1
