"""Which files hold work that no commit has."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migrator.find.git import is_dirty
from migrator.model.errors import InputError

from .conftest import Git, put


@pytest.fixture
def committed(repository: Path, git: Git) -> Path:
    put(repository, ".gitignore", "local/\n")
    for name in ("clean.py", "changed.py", "staged.py", "sub/moved.py", "with space.py"):
        put(repository, name, "x = 1\n" * 20)
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "first")
    return repository


def test_changed_staged_untracked_and_ignored_files_are_dirty(committed: Path, git: Git) -> None:
    put(committed, "changed.py", "x = 2\n")
    put(committed, "with space.py", "x = 2\n")
    put(committed, "staged.py", "x = 2\n")
    git(committed, "add", "staged.py")
    git(committed, "mv", "sub/moved.py", "sub/here.py")
    put(committed, "new.py")
    put(committed, "folder/new.py")
    put(committed, "local/kept.py")
    dirty = {
        "changed.py",
        "with space.py",
        "staged.py",
        "sub/here.py",
        "new.py",
        "folder/new.py",
        "local/kept.py",
    }
    assert is_dirty(committed, [*dirty, "clean.py"]) == dirty


def test_only_the_asked_files_count(committed: Path) -> None:
    put(committed, "changed.py", "x = 2\n")
    assert is_dirty(committed, ["clean.py"]) == frozenset()
    assert is_dirty(committed, []) == frozenset()


def test_a_touched_file_with_the_same_bytes_is_clean(committed: Path) -> None:
    os.utime(committed / "clean.py", (1, 1))
    assert is_dirty(committed, ["clean.py"]) == frozenset()


def test_paths_may_be_relative_to_a_folder_inside_or_above_the_work_tree(committed: Path) -> None:
    put(committed, "sub/new.py")
    assert is_dirty(committed / "sub", ["new.py", "moved.py"]) == {"new.py"}
    assert is_dirty(committed.parent, ["project/sub/new.py"]) == {"project/sub/new.py"}


def test_a_nested_repository_answers_for_its_own_files(committed: Path, git: Git) -> None:
    git(committed, "init", "-q", "nested")
    put(committed, "nested/inner.py")
    git(committed / "nested", "add", "-A")
    git(committed / "nested", "commit", "-qm", "first")
    put(committed, "nested/new.py")
    assert is_dirty(committed, ["nested/inner.py", "nested/new.py"]) == {"nested/new.py"}


def test_nothing_is_dirty_outside_a_work_tree(tmp_path: Path) -> None:
    put(tmp_path, "a.py")
    assert is_dirty(tmp_path, ["a.py"]) == frozenset()


def test_nothing_is_dirty_without_the_git_command(
    committed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(committed, "new.py")
    monkeypatch.setenv("PATH", "")
    assert is_dirty(committed, ["new.py"]) == frozenset()


def test_a_work_tree_that_git_refuses_is_an_error_in_its_words(committed: Path) -> None:
    (committed / ".git" / "HEAD").write_text("broken")
    with pytest.raises(InputError, match=r"not a git repository.*--allow-dirty"):
        is_dirty(committed, ["clean.py"])
