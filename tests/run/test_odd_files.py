"""A tree of files as they lie around: what can be read is, what can't is told, nothing stops."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migrator.find.source import LARGEST_SOURCE
from migrator.run.planning import make_plan
from migrator.run.project import open_project

CALL = """\
import os

import requests

HEADERS = {"X-Api-Key": os.environ["KEY"]}


def start():
    requests.post(
        "https://companion-api.napster.com/public/connections",
        headers=HEADERS,
        json={"companionId": "c", "providerConfig": {"voiceId": "v"}},
    )
"""
READ = {
    "crlf": CALL.replace("\n", "\r\n").encode(),
    "cr": CALL.replace("\n", "\r").encode(),
    "bom": b"\xef\xbb\xbf" + CALL.encode(),
    "latin": ("# coding: latin-1\n# é\n" + CALL).encode("latin-1"),
    "formfeed": CALL.replace("\n\n\n", "\n\x0c\n").encode(),
    "tabs": CALL.replace("    ", "\t").encode(),
    "noend": CALL.rstrip("\n").encode(),
    "verbatim": CALL.encode() + b"x = '\\x00'\n",
}
UNREAD = {
    "python2": (b"print 'x'\n" + CALL.encode(), "OM902"),
    "newer": (b"def f[T](x): pass\n" + CALL.encode(), "OM902"),
    "syntax": (b"x = (\n" + CALL.encode(), "OM901"),
    "bytes": (b"x = '\xff'\n" + CALL.encode(), "OM903"),
    "coding": (b"# coding: klingon\n" + CALL.encode(), "OM903"),
    "nul": (b"\0" + CALL.encode(), "OM904"),
    "utf16": (CALL.encode("utf-16"), "OM903"),
    "huge": (CALL.encode() + b"#" * LARGEST_SOURCE, "OM904"),
    "deep": (CALL.encode() + b"x = " + b"(" * 5_000 + b")" * 5_000, "OM9"),
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, data in READ.items():
        (tmp_path / f"{name}.py").write_bytes(data)
    for name, (data, _) in UNREAD.items():
        (tmp_path / f"{name}.py").write_bytes(data)
    (tmp_path / "loop.py").symlink_to("loop.py")
    (tmp_path / "around").symlink_to(".", target_is_directory=True)
    (tmp_path / "gone.py").symlink_to("nowhere.py")
    os.mkfifo(tmp_path / "pipe.py")
    return tmp_path


def test_each_file_is_read_or_told(tree: Path) -> None:
    plan = make_plan(open_project([tree])).plan
    assert {site.path for site in plan.call_sites} == {f"{name}.py" for name in READ}
    assert {site.status for site in plan.call_sites} == {"migrate"}
    told = {f.path.removesuffix(".py"): f.code for f in plan.findings if f.code.startswith("OM9")}
    expected = {name: code for name, (_, code) in UNREAD.items()}
    assert told.keys() == expected.keys()
    assert not {n for n, code in expected.items() if not told[n].startswith(code)}


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of another kind")
def test_a_file_that_may_not_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed.py").write_text(CALL)
    opened = os.open

    def refusing(path: str, flags: int) -> int:
        if str(path).endswith("closed.py"):
            raise PermissionError(13, "Permission denied")
        return opened(path, flags)

    monkeypatch.setattr("migrator.find.tree.os.open", refusing)
    plan = make_plan(open_project([tmp_path])).plan
    assert [(f.code, f.path) for f in plan.findings] == [("OM905", "closed.py")]
