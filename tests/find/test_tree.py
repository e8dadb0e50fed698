"""Reading, searching and overlaying."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migrator.find.tree import SourceTree

from .conftest import put


def test_search_tells_which_needles_each_file_holds(tmp_path: Path) -> None:
    put(tmp_path, "both.py", "alpha beta")
    put(tmp_path, "one.py", "beta")
    put(tmp_path, "none.py", "gamma")
    tree = SourceTree.of([tmp_path])
    assert tree.search([b"alpha", b"beta"]) == {
        "both.py": {b"alpha", b"beta"},
        "one.py": {b"beta"},
    }
    assert tree.search([b"beta"], ["one.py"]) == {"one.py": {b"beta"}}


def test_a_needle_across_pieces_of_a_growing_file_is_found(tmp_path: Path) -> None:
    put(tmp_path, "large.json", b"x" * (9 * 1024 * 1024) + b"needle")
    assert SourceTree.of([tmp_path]).search([b"needle"]) == {"large.json": {b"needle"}}


def test_what_a_stage_read_stays_what_every_stage_sees(tmp_path: Path) -> None:
    path = put(tmp_path, "a.py", "first")
    tree = SourceTree.of([tmp_path])
    assert tree.read("a.py") == b"first"
    path.write_text("second")
    assert tree.read("a.py") == b"first"
    assert tree.search([b"second"]) == {}


def test_an_overlay_changes_and_adds_files_in_memory_only(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "old")
    put(tmp_path, "b.py", "old")
    tree = SourceTree.of([tmp_path])
    after = tree.with_files({"a.py": b"new", "agents/c.py": b"new"})
    assert after.paths == ("a.py", "agents/c.py", "b.py")
    assert set(after.search([b"new"])) == {"a.py", "agents/c.py"}
    assert (after.read("a.py"), after.read("b.py")) == (b"new", b"old")
    assert (tree.read("a.py"), tree.paths) == (b"old", ("a.py", "b.py"))
    assert not (tmp_path / "agents").exists()


def test_an_overlay_may_empty_a_file(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "needle")
    after = SourceTree.of([tmp_path]).with_files({"a.py": b""})
    assert after.read("a.py") == b""
    assert after.search([b"needle"]) == {}


def test_overlays_stack(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "0")
    tree = SourceTree.of([tmp_path]).with_files({"b.py": b"1"}).with_files({"a.py": b"2"})
    assert (tree.read("a.py"), tree.read("b.py")) == (b"2", b"1")


def test_a_file_that_goes_away_or_turns_into_a_pipe_does_not_stop_a_search(tmp_path: Path) -> None:
    for name in ("gone.py", "pipe.py", "here.py"):
        put(tmp_path, name, "needle")
    tree = SourceTree.of([tmp_path])
    (tmp_path / "gone.py").unlink()
    (tmp_path / "pipe.py").unlink()
    os.mkfifo(tmp_path / "pipe.py")
    assert set(tree.search([b"needle"])) == {"here.py"}
    assert tree.unreadable == {"gone.py", "pipe.py"}
    with pytest.raises(OSError, match=r"pipe\.py"):
        tree.read("pipe.py")


def test_who_says_a_word_says_all_of_it(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "connect(API_KEY)")
    put(tmp_path, "b.py", "reconnect, connection, MY_API_KEY")
    put(tmp_path, "c.toml", 'entry = "pkg.calls:connect"')
    put(tmp_path, "d.ipynb", r'{"source": "import x\nconnect(x)"}')
    put(tmp_path, "e.py", 'largest = "größe-connect"'.encode("latin-1"))
    tree = SourceTree.of([tmp_path])
    assert tree.saying("connect") == ("a.py", "c.toml", "d.ipynb", "e.py")
    assert tree.saying("API_KEY") == ("a.py",)
    assert tree.saying("nowhere") == ()


def test_what_is_no_plain_word_is_searched_as_it_is(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "größer = 1\nimport my-script")
    tree = SourceTree.of([tmp_path])
    assert tree.saying("größe") == ("a.py",)
    assert tree.saying("y-scr") == ("a.py",)


@pytest.mark.parametrize(
    "needle",
    [
        b"def read",
        b"ef re",
        b" def",
        b".headers[",
        b"read",
        b"_read(",
        b"\\ndef",
        b"import sys",
        b"=",
        b" =",
        b"nowhere",
        b"a" * 3_000,
    ],
)
def test_what_holds_a_needle_holds_it_anywhere_in_its_words(tmp_path: Path, needle: bytes) -> None:
    held = {
        "cells.ipynb": b'["import sys\\ndef reading(): pass\\n"]',
        "long.py": b"x = '" + b"a" * 4_000 + b"'\n",
        "names.py": b"def reader(): return thread_read(1)\n",
        "nothing.py": b"",
        "sets.py": b"undef read\nself.headers['a'] = 1\n",
        "wide.py": b"\0def read\0_read(\0 =",
    }
    for name, data in held.items():
        (tmp_path / name).write_bytes(data)
    expected = tuple(sorted(name for name, data in held.items() if needle in data))
    assert SourceTree.of([tmp_path]).holding(needle) == expected


def test_an_overlay_says_other_words(tmp_path: Path) -> None:
    put(tmp_path, "a.py", "first")
    put(tmp_path, "b.py", "first")
    tree = SourceTree.of([tmp_path]).with_files({"a.py": b"second", "c.py": b"first"})
    assert tree.saying("first") == ("b.py", "c.py")
    assert tree.saying("second") == ("a.py",)


def test_a_word_across_the_pieces_of_a_large_file_is_found(tmp_path: Path) -> None:
    put(tmp_path, "large.ipynb", b" " * (4 * 1024 * 1024 - 3) + b"needle ")
    put(tmp_path, "picture.png", b"\0needle")
    assert SourceTree.of([tmp_path]).saying("needle") == ("large.ipynb",)
