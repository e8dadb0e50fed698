"""Which files are worth parsing: none too few, and few too many."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from migrator.find.candidates import Candidates, candidates
from migrator.find.tree import SourceTree
from migrator.model.pack import RulePack

from .conftest import put

CALL = 'requests.post("https://companion-api.napster.com/public/connections", json=body)\n'


@pytest.fixture(scope="module")
def pack() -> RulePack:
    rules = Path(__file__).parents[2] / "rules" / "connections_to_agents.toml"
    return RulePack.model_validate(tomllib.loads(rules.read_text()))


def found(root: Path, pack: RulePack, *hosts: str) -> Candidates:
    return candidates(SourceTree.of([root]), pack, hosts)


@pytest.mark.parametrize(
    "line",
    [
        CALL,
        'url = f"{BASE}/connections"',
        'url = urljoin(BASE, "ws-connections")',
        "url = '/'.join([BASE, 'connections'])",
        'url = BASE + "/public" + "/connections"',
        'url = f"{BASE}/{prefix}connections"',
        'url = BASE + "ws-" + "connections"',
        "url = `x` if 0 else '/connections?x=1'",
        'body = {"companionId": companion}',
        "body = dict(companionId=companion)",
        'BASE = "https://companion-api.napster.com"',
        'send(b"POST /public/connections HTTP/1.1")',
        'send("POST /public/ws-" "connections HTTP/1.1")',
        'url = "{}connections".format(base)',
        'print f"{BASE}/connections"',
        'requests.get(BASE + "/sip-agents")',
    ],
)
def test_a_file_that_holds_a_piece_of_a_call_is_a_candidate(
    tmp_path: Path, pack: RulePack, line: str
) -> None:
    put(tmp_path, "app.py", line)
    assert found(tmp_path, pack).python == ("app.py",)


@pytest.mark.parametrize(
    "line",
    [
        "from django.db import connections",
        "for each in self.connections: each.close()",
        "connections = {}",
        'print("too many connections left")',
        'requests.get(BASE + "/connections_v2")',
        'requests.get(BASE + "/sessions")',
        'def f():\n    """Sends it to /public/connections."""',
        "url = base  # .../public/connections",
        '__all__ = ["connection", "connections"]',
        'warn("many open -connections. Close some")',
        'hint = "connections, or requests of the same origin"',
    ],
)
def test_other_uses_of_the_words_are_not(tmp_path: Path, pack: RulePack, line: str) -> None:
    put(tmp_path, "app.py", line)
    assert found(tmp_path, pack).python == ()


def test_other_hosts_of_the_configuration_count(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "base.py", 'BASE = "https://voice.example.com/v1"')
    assert found(tmp_path, pack).python == ()
    assert found(tmp_path, pack, "voice.example.com").python == ("base.py",)


CONFIG = f"CONNECT = {CALL[14:-12]!r}\nTIMEOUT = 3\n"
IMPORTERS = {
    "absolute": "from pkg.config import CONNECT",
    "from the package": "from pkg import config",
    "whole module": "import pkg.config",
    "with another name": "import os, pkg.config as settings",
    "relative": "from .config import CONNECT",
    "relative module": "from . import config",
    "in a function": "def send():\n    from pkg.config import CONNECT\n",
    "several lines": "from pkg.config import (\n    TIMEOUT,  # seconds, (whole)\n    CONNECT,\n)",
    "backslash": "from pkg.config \\\n    import TIMEOUT, \\\n    CONNECT",
    "after a semicolon": "import os; from pkg.config import CONNECT",
    "one line of try": "try: import pkg.config\nexcept ImportError: pass",
    "by a name from above the tree": "from company.project.pkg.config import CONNECT",
    "as a script beside it": "from config import CONNECT",
}


@pytest.mark.parametrize("statement", IMPORTERS.values(), ids=IMPORTERS)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_file_that_only_imports_the_endpoint_is_a_candidate(
    tmp_path: Path, pack: RulePack, statement: str, newline: str
) -> None:
    root = tmp_path / "project"
    put(root, "pkg/__init__.py")
    put(root, "pkg/config.py", CONFIG)
    put(root, "pkg/call.py", f"{statement}\npost(CONNECT, data)\n".replace("\n", newline))
    assert found(root, pack).python == ("pkg/call.py", "pkg/config.py")


def test_importers_of_other_modules_with_that_name_are_not(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "pkg/__init__.py")
    put(tmp_path, "pkg/json.py", CONFIG)
    put(tmp_path, "other/__init__.py")
    put(tmp_path, "other/json.py", "x = 1")
    put(tmp_path, "other/a.py", "import json")
    put(tmp_path, "other/b.py", "from .json import x")
    put(tmp_path, "other/c.py", "from other.json import x")
    assert found(tmp_path, pack).python == ("pkg/json.py",)


def test_names_are_followed_through_packages_and_modules(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "pkg/__init__.py", "from .config import CONNECT as URL")
    put(tmp_path, "pkg/config.py", CONFIG)
    put(tmp_path, "pkg/inside.py", "from . import URL")
    put(tmp_path, "again.py", "from pkg import *")
    put(tmp_path, "call.py", "from again import URL")
    put(tmp_path, "unrelated.py", "from pkg import VERSION")
    assert found(tmp_path, pack).python == (
        "again.py",
        "call.py",
        "pkg/__init__.py",
        "pkg/config.py",
        "pkg/inside.py",
    )


def test_modules_that_import_each_other_come_to_an_end(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "config.py", CONFIG)
    put(tmp_path, "a.py", "from config import CONNECT\nfrom b import *\n")
    put(tmp_path, "b.py", "from a import *\n")
    assert found(tmp_path, pack).python == ("a.py", "b.py", "config.py")


def test_a_package_that_holds_the_endpoint_reaches_its_modules(
    tmp_path: Path, pack: RulePack
) -> None:
    put(tmp_path, "__init__.py", CONFIG)
    put(tmp_path, "pkg/__init__.py", CONFIG)
    put(tmp_path, "pkg/sub/call.py", "from .. import CONNECT")
    put(tmp_path, "call.py", "from . import CONNECT")
    assert found(tmp_path, pack).python == (
        "__init__.py",
        "call.py",
        "pkg/__init__.py",
        "pkg/sub/call.py",
    )


def test_django_settings_reach_whoever_asks_for_settings(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "site/settings/production.py", CONFIG)
    put(tmp_path, "calls/views.py", "from django.conf import settings\nsettings.CONNECT")
    assert found(tmp_path, pack).python == ("calls/views.py", "site/settings/production.py")


def test_scripts_without_suffix_count_and_stubs_do_not(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "bin/open-session", "#!/usr/bin/env python3\n" + CALL)
    put(tmp_path, "bin/open-session-sh", "#!/bin/sh\ncurl $URL/public/connections\n")
    put(tmp_path, "calls.pyi", CALL)
    result = found(tmp_path, pack)
    assert result.python == ("bin/open-session",)
    assert [other.path for other in result.others] == ["bin/open-session-sh", "calls.pyi"]


def test_other_formats_that_name_the_endpoint_are_mentioned(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "web/session.ts", "fetch(`${base}/public/ws-connections`)")
    put(tmp_path, "web/split.ts", "post(`${api}/connections`, {companionId})")
    put(tmp_path, "README.md", "It posts to /public/connections.")
    put(tmp_path, "web/db.ts", "import {x} from './connections'")
    put(tmp_path, "web/agents.ts", "type Agent = {companionId: string}")
    put(tmp_path, "app.bin", b"\0/public/connections")
    result = found(tmp_path, pack)
    assert [other.path for other in result.others] == [
        "README.md",
        "web/session.ts",
        "web/split.ts",
    ]
    assert result.python == ()


def test_what_can_not_be_decoded_is_still_a_candidate(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "binary.py", b"\0\xff\0" + CALL.encode())
    assert found(tmp_path, pack).python == ("binary.py",)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_wide_characters_is_searched_by_its_text(
    tmp_path: Path, pack: RulePack, encoding: str
) -> None:
    mark = "" if encoding == "utf-16" else "\ufeff"
    (tmp_path / "wide.py").write_bytes((mark + CALL).encode(encoding))
    (tmp_path / "other.py").write_bytes((mark + "print(1)\n").encode(encoding))
    (tmp_path / "notes.md").write_bytes((mark + f"`{CALL}`").encode(encoding))
    seen = found(tmp_path, pack)
    assert seen.python == ("wide.py",)
    assert [other.path for other in seen.others] == ["notes.md"]


def test_a_python_file_that_can_not_be_opened_is_a_candidate(
    ordinary_folder: Path, pack: RulePack
) -> None:
    put(ordinary_folder, "closed.py").chmod(0)
    put(ordinary_folder, "closed.txt").chmod(0)
    put(ordinary_folder, "open.py")
    assert found(ordinary_folder, pack).python == ("closed.py",)


def test_counts_tell_listed_files_from_files_with_an_anchor(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "config.py", CONFIG)
    put(tmp_path, "call.py", "import config")
    put(tmp_path, "notes.md", "/public/connections")
    put(tmp_path, "else.py")
    result = found(tmp_path, pack)
    assert (result.walked, result.searched) == (4, 2)


def test_a_module_reaches_only_those_who_name_what_it_knows(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "config.py", CONFIG + "def open_session(body):\n    post(CONNECT, body)\n")
    put(tmp_path, "timeouts.py", "import config\nprint(config.TIMEOUT)")
    put(tmp_path, "number.py", "from config import TIMEOUT")
    put(tmp_path, "caller.py", "import config\nconfig.open_session(body)")
    put(tmp_path, "other.py", "from config import open_session as begin")
    assert found(tmp_path, pack).python == ("caller.py", "config.py", "other.py")


def test_what_is_made_of_an_imported_name_is_followed(tmp_path: Path, pack: RulePack) -> None:
    put(tmp_path, "config.py", CONFIG)
    put(tmp_path, "sending.py", "from config import CONNECT\ndef send(b): post(CONNECT, b)\nN = 1")
    put(tmp_path, "call.py", "from sending import send\nsend(body())")
    put(tmp_path, "count.py", "from sending import N")
    assert found(tmp_path, pack).python == ("call.py", "config.py", "sending.py")


def test_a_docstring_passes_nothing_on(tmp_path: Path, pack: RulePack) -> None:
    text = f'def read():\n    """Like\n    {CALL}    """\n\ndef send(body):\n    {CALL}'
    put(tmp_path, "api.py", text)
    put(tmp_path, "reading.py", "from api import read")
    put(tmp_path, "sending.py", "from api import send")
    assert found(tmp_path, pack).python == ("api.py", "sending.py")


def test_a_module_that_takes_everything_may_be_imported_as_a_whole(
    tmp_path: Path, pack: RulePack
) -> None:
    put(tmp_path, "app/service.py", f"from .conf import *\ndef nightly(): {CALL}")
    put(tmp_path, "app/conf.py", 'BASE = "https://companion-api.napster.com"\n')
    put(tmp_path, "app/shown.py", "from .service import *\n")
    put(tmp_path, "app/jobs.py", "from . import shown\nfrom .shown import *\nrun = shown.nightly\n")
    put(tmp_path, "main.py", "from app import jobs\nimport app.shown\nprint(*jobs.all())\n")
    assert {"app/shown.py", "app/jobs.py", "main.py"} <= set(found(tmp_path, pack).python)
