"""Locating: which file of the tree an import leads to."""

from __future__ import annotations

import posixpath
import re
from functools import cached_property
from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES
from migrator.read.clients import LIBRARY_MARKERS

if TYPE_CHECKING:
    from migrator.find.tree import SourceTree

_PUT_FIRST = re.compile(rb"sys\.path\.insert\(([^\n]*)")
_TEXT = re.compile(rb"[\"']([\w./-]*\w[\w./-]*)[\"']")
_SOURCE_ROOTS = ("", "src", "lib", "python")


class Locator:
    """Finds the files that dotted names stand for in one tree."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._known: dict[tuple[str, str, int], str | None] = {}

    def locate(self, importer: str, dotted: str, level: int) -> str | None:
        """Path of the module that the file `importer` gets for a dotted name, None when outside.

        `level` counts the leading dots. An absolute name may stand for a module beside the
        importer (a script), under one of the folders above it, or under a source root; when
        several files answer, it is not taken for any of them.
        """
        key = (posixpath.dirname(importer), dotted, level)
        if key not in self._known:
            self._known[key] = self._located(*key)
        return self._known[key]

    def _located(self, folder: str, dotted: str, level: int) -> str | None:
        parts = dotted.split(".") if dotted else []
        if not level and parts[0] in self._copied_libraries:
            return None
        if level:
            for _ in range(level - 1):
                folder = posixpath.dirname(folder)
            return self._module_file(posixpath.join(folder, *parts))
        found: list[str] = []
        above = folder
        while True:
            for root in _SOURCE_ROOTS:
                path = self._module_file(posixpath.join(above, root, *parts))
                if path is not None and path not in found:
                    found.append(path)
            if not above:
                break
            above = posixpath.dirname(above)
        for path in self._put_first if found else ():
            end = posixpath.join(path, *parts)
            found += [p for p in self._ending(end) if p not in found]
        return found[0] if len(found) == 1 else None

    @cached_property
    def _put_first(self) -> frozenset[str]:
        """Names of folders that code puts before all others that modules are looked for in."""
        return frozenset(
            folder.decode("utf-8", "replace").strip("/")
            for path in self._tree.holding(b"sys.path.insert(")
            if path.endswith(PYTHON_SUFFIXES)
            for call in _PUT_FIRST.findall(self._tree.read(path))
            for folder in _TEXT.findall(call)
        )

    def _ending(self, stem: str) -> list[str]:
        """The modules of the tree whose paths end so."""
        ends = tuple(f"/{stem}{rest}" for rest in (".py", "/__init__.py"))
        return [path for path in self._tree.paths if f"/{path}".endswith(ends)]

    @cached_property
    def _copied_libraries(self) -> frozenset[str]:
        """Client libraries that the tree holds a copy of, which are modelled, not read."""
        ends = tuple(f"/{end}" for end in LIBRARY_MARKERS.values())
        held = [path for path in self._tree.paths if f"/{path}".endswith(ends)]
        return frozenset(
            library
            for library, end in LIBRARY_MARKERS.items()
            if any(f"/{path}".endswith(f"/{end}") for path in held)
        )

    def _module_file(self, stem: str) -> str | None:
        for path in (f"{stem}/__init__.py", f"{stem}.py"):
            if path in self._tree:
                return path
        return None
