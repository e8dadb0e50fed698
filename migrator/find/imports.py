"""Which files import which: statements found in bytes, names resolved to files of the tree.

Nothing is parsed, so statements in strings count too: one import too many costs a parse, one too
few loses a call.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

# Begins with a literal, which is what makes it fast over a whole tree.
_IMPORT = re.compile(rb"import\b[ \t]*(\((?:[^)#]|#[^\n]*)*\)|(?:[^\n\\;]|\\\r?\n)*)")
_FROM = re.compile(rb"\bfrom[ \t]*(\.*)[ \t]*([\w.]*)[ \t\\\r\n]+$")
_COMMENT = re.compile(rb"#[^\n]*")
_WORD = re.compile(rb"\w+")
_NAME = re.compile(rb"[\w.]+|\*")
# `from django.conf import settings` reaches whichever settings module the project has.
_DJANGO_SETTINGS = ("django", "conf", "settings")


@dataclass(frozen=True, slots=True)
class Import:
    """One imported thing. `level` counts leading dots, `module` is the dotted path in parts.

    `name` is what is taken from the module (`*` for all, None for the module itself), `bound` the
    name that it gets.
    """

    level: int
    module: tuple[str, ...]
    name: str | None
    bound: str


class Modules:
    """Modules of a tree by the dotted names that reach them.

    `root` is the name of the tree's folder, which may itself be a package; `files` are all files
    of the tree. `words` are those of which a file says one that imports a module from elsewhere.
    """

    __slots__ = ("_by_last", "_files", "_in_bytes", "_root", "words")

    def __init__(self, paths: Iterable[str], root: str, files: Container[str]) -> None:
        self._root, self._files = root, files
        self._by_last: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for path in paths:
            parts = (root, *_module_parts(path))
            self._by_last.setdefault(parts[-1], []).append((parts, path))
        words = set(self._by_last)
        if any("settings" in parts for group in self._by_last.values() for parts, _ in group):
            words.add("settings")
        self.words = frozenset(words)
        self._in_bytes = frozenset(word.encode() for word in words)

    def are_around(self, importer: str) -> bool:
        """Whether `from . import x` in a file may reach one whose name is not in the text."""
        return self._are_around([self._root, *importer.split("/")[:-1]])

    def _are_around(self, folders: Sequence[str]) -> bool:
        return any(folder in self._by_last for folder in folders)

    def reached_from(self, importer: str, lines: bytes) -> Iterator[tuple[str, str | None, str]]:
        """The modules that a file's import lines reach: path, name taken (None: all), bound name."""
        folders = [self._root, *importer.split("/")[:-1]]
        around = self._are_around(folders)
        if not around and self._in_bytes.isdisjoint(_WORD.findall(lines)):
            return
        for head, clause in _statements(lines):
            level, module = (len(head[1]), head[2]) if head else (0, b"")
            if level > len(folders):
                continue
            package = folders[: len(folders) - level + 1] if level else []
            for statement in _imports(level, module, clause, is_from=head is not None):
                dotted, name = (*package, *statement.module), statement.name
                for path in self._match(dotted, level, importer):
                    yield path, name, statement.bound
                for path in self._match((*dotted, name), level, importer) if name else ():
                    yield path, None, statement.bound

    def _match(self, dotted: tuple[str, ...], level: int, importer: str) -> Iterator[str]:
        if dotted == _DJANGO_SETTINGS:
            for group in self._by_last.values():
                yield from (path for parts, path in group if "settings" in parts)
            return
        for parts, path in self._by_last.get(dotted[-1], ()) if dotted else ():
            if parts == dotted or (not level and self._by_suffix(dotted, parts, importer)):
                yield path

    def _by_suffix(self, dotted: tuple[str, ...], parts: tuple[str, ...], importer: str) -> bool:
        """Whether an absolute name means that module, whichever folders are source roots.

        A source root is above the tree, or a folder of it that is no package, or the importer's
        own folder, as for a script.
        """
        shared = min(len(parts), len(dotted))
        if parts[-shared:] != dotted[-shared:]:
            return False
        if shared == len(parts):
            return True
        above = "/".join(parts[1:-shared])
        if above == importer.rpartition("/")[0]:
            return True
        return (f"{above}/__init__.py" if above else "__init__.py") not in self._files


def imports_of(lines: bytes, name: str) -> Iterator[Import]:
    """Where import statements take `name` from a module, or all names, in order."""
    word = name.encode()
    for head, clause in _statements(lines):
        if word not in clause and b"*" not in clause:
            continue
        level, module = (len(head[1]), head[2]) if head else (0, b"")
        for each in _imports(level, module, clause, is_from=head is not None):
            if each.name in {name, "*"}:
                yield each


def import_lines(data: bytes) -> bytes:
    """Only the import statements of a file, as they stand in it."""
    return b"\n".join(
        data[_start_of(data, found) : found.end()] for found in _IMPORT.finditer(data)
    )


def _statements(lines: bytes) -> Iterator[tuple[re.Match[bytes] | None, bytes]]:
    """The `from` part (None without one) and what follows `import`, of each statement."""
    for found in _IMPORT.finditer(lines):
        head = lines[_start_of(lines, found) : found.start()]
        if not head.strip():
            yield None, found[1]
        elif b"from" in head:
            origin = _FROM.search(head)
            if origin is not None:
                yield origin, found[1]
        elif head.rstrip().endswith((b":", b";")):
            yield None, found[1]


def _start_of(data: bytes, found: re.Match[bytes]) -> int:
    """Where the line of an `import` begins, or the line before when that goes on in this one."""
    end = data.rfind(b"\n", 0, found.start())
    if end > 1 and data.endswith((b"\\", b"\\\r"), end - 2, end):
        end = data.rfind(b"\n", 0, end)
    return end + 1


def _imports(level: int, module: bytes, clause: bytes, *, is_from: bool) -> Iterator[Import]:
    parts = _parts(module)
    for part in _COMMENT.sub(b"", clause).split(b","):
        words = [word.decode("utf-8", "replace") for word in _NAME.findall(part)]
        if not words:
            continue
        bound = words[2] if len(words) > 2 and words[1] == "as" else words[0]
        if is_from:
            yield Import(level, parts, words[0], bound)
        else:
            yield Import(0, _parts(words[0].encode()), None, bound.partition(".")[0])


def _parts(dotted: bytes) -> tuple[str, ...]:
    return tuple(part.decode("utf-8", "replace") for part in dotted.split(b".") if part)


def _module_parts(path: str) -> tuple[str, ...]:
    """The dotted name of a file from the root, in parts; a package's is its folder's."""
    parts = path.split("/")
    stem = parts.pop().partition(".")[0]
    if stem != "__init__":
        parts.append(stem)
    return tuple(parts)
