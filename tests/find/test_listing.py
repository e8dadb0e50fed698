"""Which files a run looks at."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migrator.find.tree import SourceTree
from migrator.model.errors import InputError

from .conftest import Git, put


def listed(*paths: Path, exclude: tuple[str, ...] = ()) -> list[str]:
    return list(SourceTree.of(paths, exclude).paths)


def test_git_decides_in_a_work_tree(repository: Path, git: Git) -> None:
    for name in ("tracked.py", "gone.py", "forced/secret.py", "new.py", "ignored.py"):
        put(repository, name)
    put(repository, ".gitignore", "ignored.py\nforced/\n")
    git(repository, "add", "tracked.py", "gone.py", ".gitignore")
    git(repository, "add", "-f", "forced/secret.py")
    git(repository, "commit", "-qm", "first")
    (repository / "gone.py").unlink()
    assert listed(repository) == [".gitignore", "forced/secret.py", "new.py", "tracked.py"]


def test_names_that_git_would_quote_come_as_they_are(repository: Path) -> None:
    names = sorted(["with space.py", "grüße.py", "new\nline.py", "[a]*.py", '"quoted".py'])
    for name in names:
        put(repository, name)
    assert listed(repository) == names


def test_paths_below_the_top_keep_the_root_of_the_work_tree(repository: Path) -> None:
    put(repository, "service/app.py")
    put(repository, "service_two/app.py")
    put(repository, "other/app.py")
    tree = SourceTree.of([repository / "service", repository / "other" / "app.py"])
    assert tree.root == repository
    assert tree.paths == ("other/app.py", "service/app.py")
    assert "service/app.py" in tree
    assert "service_two/app.py" not in tree


def test_an_ignored_file_or_folder_is_listed_when_it_is_named(repository: Path) -> None:
    put(repository, ".gitignore", "build/\nlocal.py\n")
    put(repository, "build/made.py")
    local = put(repository, "local.py")
    assert listed(repository) == [".gitignore"]
    assert listed(local, repository / "build") == ["build/made.py", "local.py"]


def test_submodules_and_nested_repositories_are_looked_into(
    repository: Path, tmp_path: Path, git: Git
) -> None:
    library = tmp_path / "library"
    library.mkdir()
    git(library, "init", "-q")
    put(library, "inner.py")
    git(library, "add", "-A")
    git(library, "commit", "-qm", "first")
    git(repository, "submodule", "add", "-q", str(library), "vendor/lib.py")
    git(repository, "clone", "-q", str(library), str(repository / "clone"))
    put(repository, "clone/more/new.py")
    assert [name for name in listed(repository) if name.endswith(".py")] == [
        "clone/inner.py",
        "clone/more/new.py",
        "vendor/lib.py/inner.py",
    ]


def test_a_virtual_environment_that_nobody_ignored_is_skipped(repository: Path) -> None:
    put(repository, "app.py")
    put(repository, "env/pyvenv.cfg")
    put(repository, "env/lib/site-packages/package.py")
    put(repository, "web/node_modules/gyp/build.py")
    assert listed(repository) == ["app.py"]


def test_a_walk_honours_nested_ignore_files(tmp_path: Path) -> None:
    put(tmp_path, ".gitignore", "*.tmp.py\n/only_top.py\n")
    put(tmp_path, "a.tmp.py")
    put(tmp_path, "only_top.py")
    put(tmp_path, "sub/.gitignore", "!keep.tmp.py\nout/\n")
    put(tmp_path, "sub/keep.tmp.py")
    put(tmp_path, "sub/only_top.py")
    put(tmp_path, "sub/out/made.py")
    put(tmp_path, "sub/.ignore", "data.py")
    put(tmp_path, "sub/data.py")
    for skipped in (".git2/x", "env/pyvenv.cfg", "env/lib.py", "__pycache__/a.pyc"):
        put(tmp_path, skipped)
    assert [name for name in listed(tmp_path) if name.endswith(".py")] == [
        "sub/keep.tmp.py",
        "sub/only_top.py",
    ]


def test_the_root_of_several_folders_outside_git_is_the_folder_above(tmp_path: Path) -> None:
    put(tmp_path, "one/a.py")
    put(tmp_path, "two/b.py")
    put(tmp_path, "three/c.py")
    tree = SourceTree.of([tmp_path / "one", tmp_path / "two" / "b.py"])
    assert (tree.root, tree.paths) == (tmp_path, ("one/a.py", "two/b.py"))


def test_a_root_further_up_may_be_given(tmp_path: Path) -> None:
    put(tmp_path, "service/src/a.py")
    put(tmp_path, "other/b.py")
    tree = SourceTree.of([tmp_path / "service" / "src"], ["other/"], root=tmp_path)
    assert (tree.root, tree.paths) == (tmp_path, ("service/src/a.py",))
    assert tree.read("service/src/a.py") == b""


def test_no_path_means_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.py")
    monkeypatch.chdir(tmp_path)
    assert listed() == ["a.py"]


def test_exclude_takes_gitignore_patterns(tmp_path: Path) -> None:
    for name in ("a.py", "legacy/b.py", "legacy/keep.py", "x/generated_c.py"):
        put(tmp_path, name)
    patterns = ("legacy/*", "!legacy/keep.py", "generated_*")
    assert listed(tmp_path, exclude=patterns) == ["a.py", "legacy/keep.py"]


@pytest.mark.parametrize("in_git", [True, False])
def test_links_make_no_loops_and_no_doubles(tmp_path: Path, git: Git, in_git: bool) -> None:
    root = tmp_path / "project"
    put(root, "pkg/real.py")
    put(root, "other/real.py")
    put(tmp_path, "outside.py")
    (root / "pkg" / "again.py").symlink_to("real.py")
    (root / "pkg" / "loop").symlink_to(root)
    (root / "pkg" / "self.py").symlink_to("self.py")
    (root / "pkg" / "dangling.py").symlink_to("nowhere.py")
    (root / "pkg" / "outside.py").symlink_to(tmp_path / "outside.py")
    if in_git:
        git(root, "init", "-q")
    assert listed(root) == ["other/real.py", "pkg/real.py"]


def test_a_link_stands_for_a_file_of_the_tree_that_is_not_listed(repository: Path) -> None:
    put(repository, "shared/real.py")
    put(repository, "service/app.py")
    (repository / "service" / "shared.py").symlink_to("../shared/real.py")
    assert listed(repository / "service") == ["service/app.py", "service/shared.py"]


def test_pipes_and_sockets_are_no_source(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.py")
    assert listed(tmp_path) == []


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere: there is no such file or folder\."):
        SourceTree.of([tmp_path / "nowhere"])


def test_a_loop_of_links_given_as_path_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    with pytest.raises(InputError, match="loop"):
        SourceTree.of([tmp_path / "loop"])


def test_without_the_git_command_ignore_files_still_count(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(repository, "a.py")
    put(repository, "b.py")
    put(repository, ".gitignore", "b.py")
    monkeypatch.setenv("PATH", "")
    assert listed(repository) == [".gitignore", "a.py"]
