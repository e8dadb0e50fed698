"""The files under the given paths: what git lists, else a walk that honours ignore files."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from migrator.find.git import GitRefusedError, listed_files, work_tree
from migrator.model.errors import InputError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_SKIPPED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".migrator"})
_IGNORE_FILES = (".gitignore", ".ignore")
_VENV_MARK = "pyvenv.cfg"


@dataclass(frozen=True, slots=True)
class Listing:
    """`root` is absolute and real; `paths` are relative to it, with `/`, sorted, without doubles."""

    root: Path
    paths: tuple[str, ...]


def list_files(
    paths: Sequence[Path], exclude: Sequence[str] = (), root: Path | None = None
) -> Listing:
    """Every file under `paths`, without what `exclude` (gitignore patterns) names.

    `root` is a folder that holds them all, when it is not to be worked out.

    A file given by itself is listed even when it is ignored. Links to folders are not followed;
    a link to a file is listed when the file is inside the root and not listed itself.
    Raises InputError for a path that doesn't exist.
    """
    starts = [_real(path) for path in paths] or [Path.cwd()]
    root = _root_of(starts) if root is None else root.resolve()
    found: set[str] = set()
    for start in starts:
        prefix = _prefix(start, root)
        found.update([prefix[:-1]] if start.is_file() else _under(start, prefix))
    return Listing(root, tuple(sorted(_regular(root, found, exclude))))


def _real(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file or folder.") from None
    except (OSError, RuntimeError) as error:
        raise InputError(f"{path} can't be opened: {error}") from None


def _root_of(starts: Sequence[Path]) -> Path:
    folders = [start.parent if start.is_file() else start for start in starts]
    trees = {work_tree(folder) for folder in folders}
    only = trees.pop() if len(trees) == 1 else None
    return only or Path(os.path.commonpath(folders))


def _prefix(path: Path, root: Path) -> str:
    return "" if path == root else f"{path.relative_to(root).as_posix()}/"


def _under(start: Path, prefix: str) -> Iterable[str]:
    top = work_tree(start)
    names = None if top is None else _from_git(top, start)
    if not names:
        # Also for a folder that git ignores but that was asked for by name.
        names = list(_walk(start))
    return [prefix + name for name in names]


def _from_git(top: Path, start: Path) -> list[str] | None:
    """Names relative to `start`, or None when git won't answer."""
    inside = _prefix(start, top)
    try:
        names = listed_files(top, [inside or "."])
    except (GitRefusedError, FileNotFoundError):
        return None
    names = [name[len(inside) :] for name in names]
    return _without_tool_folders(names)


def _without_tool_folders(names: list[str]) -> list[str]:
    venvs = tuple(n[: -len(_VENV_MARK)] for n in names if n.endswith(_VENV_MARK))
    return [
        name
        for name in names
        if not (venvs and name.startswith(venvs)) and _SKIPPED.isdisjoint(name.split("/"))
    ]


def _walk(top: Path) -> Iterator[str]:
    stack: list[tuple[str, tuple[tuple[int, GitIgnoreSpec], ...]]] = [("", ())]
    while stack:
        folder, ignores = stack.pop()
        try:
            with os.scandir(f"{top}/{folder}") as scan:
                entries = list(scan)
        except OSError:
            continue
        names = {entry.name for entry in entries}
        if _VENV_MARK in names and folder:
            continue
        for name in _IGNORE_FILES:
            if name in names:
                ignores = (*ignores, (len(folder), _ignore_spec(f"{top}/{folder}{name}")))
        for entry in entries:
            path = folder + entry.name
            if entry.is_dir(follow_symlinks=False):
                if entry.name not in _SKIPPED and not _ignored(f"{path}/", ignores):
                    stack.append((f"{path}/", ignores))
            elif not _ignored(path, ignores):
                yield path


def _ignored(path: str, ignores: tuple[tuple[int, GitIgnoreSpec], ...]) -> bool:
    for base, spec in reversed(ignores):
        verdict = spec.check_file(path[base:]).include
        if verdict is not None:
            return verdict
    return False


def _ignore_spec(path: str) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    try:
        text = Path(path).read_text("utf-8", "replace")
    except OSError:
        text = ""
    return GitIgnoreSpec.from_lines(text.splitlines())


def _without(names: set[str], exclude: Sequence[str]) -> set[str]:
    if not exclude:
        return names
    from pathspec import GitIgnoreSpec

    return names.difference(GitIgnoreSpec.from_lines(exclude).match_files(names))


def _regular(root: Path, listed: set[str], exclude: Sequence[str]) -> set[str]:
    """The regular files among the listed names, those of nested repositories in their place."""
    prefix = f"{root}/" if root != root.parent else "/"
    names = _without(listed, exclude)
    regular: set[str] = set()
    links: set[str] = set()
    lstat, is_regular = os.lstat, stat.S_ISREG
    for name in names:
        try:
            mode = lstat(prefix + name).st_mode
        except OSError:
            continue
        if is_regular(mode):
            regular.add(name)
        elif stat.S_ISLNK(mode):
            links.add(name)
        elif stat.S_ISDIR(mode) and os.path.exists(f"{prefix}{name}/.git"):
            folder = name.rstrip("/")
            regular |= _regular(root, set(_under(root / folder, f"{folder}/")), exclude)
    return regular | {name for name in links if _adds_a_file(prefix, name, names)}


def _adds_a_file(prefix: str, link: str, names: set[str]) -> bool:
    target = os.path.realpath(prefix + link)
    inside = target.startswith(prefix) and target[len(prefix) :] not in names
    return inside and os.path.isfile(target)
