"""Before a name counts as constant: does code elsewhere in the tree change it?"""

from __future__ import annotations

import ast
import posixpath
import re
import warnings
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.imports import import_lines
from migrator.find.source import PYTHON_SUFFIXES, UnreadableSource, code_bytes, decode
from migrator.find.syntax import walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from migrator.find.tree import SourceTree

_BY_TEXT = (b"setattr(", b"delattr(", b"vars(", b"__dict__")
Name: TypeAlias = tuple[str, str]
Resolve: TypeAlias = "Callable[[str, str, int], str | None]"

# What `setattr(x.y, ...)` and `x.y.__dict__` change, also as an item (`x["y"].__dict__`).
_SET_BY_TEXT = re.compile(
    rb"\b(?:setattr|delattr|vars)\(\s*([\w.]+)|([\w.]+)(?:\[[^\]\n]*\])*\s*\.__dict__"
)
_WORD = re.compile(rb"\w+")

# A module that calls one of these may give its names any value.
_OPAQUE = frozenset({"globals", "vars", "exec", "setattr", "__import__"})

_TEST_FILE = re.compile(r"(?:^|/)(?:tests?/|conftest\.py$|test_[^/]*\.py$|[^/]*_test\.py$)")
_READING = frozenset({"get", "copy", "items", "keys", "values", "format", "strip", "rstrip"})
_READING |= {"lower", "upper", "startswith", "endswith", "lstrip", "join", "split", "replace"}
_READING_CALLS = frozenset({"dict", "list", "tuple", "len", "str", "repr", "print", "sorted"})
_READING_CALLS |= {"deepcopy", "copy", "dumps", "post", "request", "get", "Request", "Client"}
_READING_CALLS |= {"AsyncClient", "ClientSession", "delete", "put", "patch", "urljoin", "debug"}
_READING_CALLS |= {"info", "warning", "error"}


def is_test(path: str) -> bool:
    """Whether a file belongs to a test suite, whose monkeypatching doesn't reach production."""
    return _TEST_FILE.search(path) is not None


def parsed(tree: SourceTree, path: str) -> ast.Module | None:
    """The syntax tree of a file, None when it can't be read."""
    try:
        return tree.once(_parsed, path)
    except OSError:
        return None


def _parsed(path: str, data: bytes) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(decode(path, data).text)
    except (SyntaxError, ValueError, RecursionError, UnreadableSource):
        return None


class AssignedElsewhere:
    """Finds changes to module-level names from other files, with one search of the tree.

    `reaching` are the files that can reach an object of another module which can be changed in
    place; whether they do is for whoever runs them to see.
    """

    def __init__(self, tree: SourceTree, resolve: Resolve) -> None:
        self._tree = tree
        self._resolve = resolve
        self._known: dict[Name, str | None] = {}
        self.reaching: set[str] = set()

    def check(self, names: Mapping[Name, bool]) -> dict[Name, str]:
        """For each (module path, name) that another file changes, where it does so.

        The mapping tells which names stand for objects that can be changed in place.
        """
        fresh = {name: mutable for name, mutable in names.items() if name not in self._known}
        if fresh:
            self._search(fresh)
        return {name: why for name in names if (why := self._known[name]) is not None}

    def _search(self, names: Mapping[Name, bool]) -> None:
        wanted: dict[str, list[Name]] = {}
        for owner, name in names:
            self._known[(owner, name)] = None
            wanted.setdefault(name, []).append((owner, name))
        self._search_by_text(wanted)
        hits: dict[str, list[str]] = {}
        for name in wanted:
            for path in self._tree.holding(name.encode()):
                hits.setdefault(path, []).append(name)
        for path in sorted(hits):
            if not path.endswith(PYTHON_SUFFIXES) or is_test(path):
                continue
            data = self._tree.read(path)
            near = {
                name: [
                    owner
                    for owner in wanted[name]
                    if owner[0] != path and (names[owner] or _stem(owner[0]).encode() in data)
                ]
                for name in hits[path]
            }
            near = {name: owners for name, owners in near.items() if owners}
            if near:
                self._inspect(path, near, names)

    def _search_by_text(self, wanted: dict[str, list[Name]]) -> None:
        """Doubt every name of a module whose names another file sets without spelling them."""
        owners = [owner for each in wanted.values() for owner in each]
        stems = {_stem(path).encode() for path, _ in owners}
        paths = {path for needle in _BY_TEXT for path in self._tree.holding(needle)}
        for path in sorted(paths):
            if not path.endswith(PYTHON_SUFFIXES) or is_test(path):
                continue
            roots, imported = self._tree.once(_set_by_text, path)
            if roots.isdisjoint(imported) and roots.isdisjoint(stems):
                continue
            tree = parsed(self._tree, path)
            if tree is None:
                continue
            changed = dict(_modules_changed(tree))
            for owner in owners:
                line = changed.get(_stem(owner[0])) if owner[0] != path else None
                if line is not None and self._known[owner] is None:
                    self._known[owner] = f"names of its module are set by text in {path}:{line}"

    def _inspect(
        self, path: str, wanted: dict[str, list[Name]], names: Mapping[Name, bool]
    ) -> None:
        tree = parsed(self._tree, path)
        if tree is None:
            return
        nodes = walk(tree)
        mutable = {name: {o[0] for o in os if names[o]} for name, os in wanted.items()}
        if any(mutable.values()) and self._reaches(path, nodes, mutable):
            self.reaching.add(path)
        lost = self._has_lost_import(
            path, nodes, {_stem(o[0]) for os in wanted.values() for o in os}
        )
        imported = {
            alias.asname or alias.name: alias.name
            for node in nodes
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name in wanted
        }
        near = self._tree.read(path).decode("utf-8", "replace")
        for node in nodes:
            for changed, in_place in _changes(node, imported):
                for owner in wanted.get(changed, ()):
                    counts = (names[owner] and lost) if in_place else _stem(owner[0]) in near
                    if self._known[owner] is None and counts:
                        line = getattr(node, "lineno", 1)
                        self._known[owner] = f"it is changed in {path}:{line}"

    def _reaches(self, path: str, nodes: Sequence[ast.AST], owners: Mapping[str, set[str]]) -> bool:
        """Whether code takes one of the names from its owner, by import or as an attribute."""
        for node in nodes:
            match node:
                case ast.Attribute(value=ast.Name(id="self" | "cls")):
                    continue
                case ast.Attribute(attr=name) if owners.get(name):
                    return True
                case ast.ImportFrom(module=module, level=level, names=aliases):
                    taken = {alias.name for alias in aliases}
                    names = owners if "*" in taken else taken & owners.keys()
                    source = self._resolve(path, module or "", level) if names else None
                    if source is not None and any(
                        self._leads(source, name, owners[name], set()) for name in names
                    ):
                        return True
        return False

    def _leads(self, path: str, name: str, owners: set[str], seen: set[str]) -> bool:
        """Whether a name of the module at `path` may be that of one of the owners."""
        if path in owners:
            return True
        tree = parsed(self._tree, path) if owners and path not in seen else None
        seen.add(path)
        if tree is None:
            return False
        if any(isinstance(n, ast.FunctionDef) and n.name == "__getattr__" for n in tree.body):
            return True
        for node in walk(tree):
            match node:
                case ast.Attribute(attr=attribute) if attribute in {name, "import_module"}:
                    return True
                case ast.Call(func=ast.Name(id="setattr"), args=[ast.Name(id="self" | "cls"), *_]):
                    continue
                case ast.Call(func=ast.Name(id=called)) if called in _OPAQUE:
                    return True
                case ast.ImportFrom(module=module, level=level, names=aliases):
                    if any(
                        name in {alias.name, alias.asname} or alias.name == "*" for alias in aliases
                    ):
                        source = self._resolve(path, module or "", level)
                        names = {a.name for a in aliases if name in {a.name, a.asname}} or {name}
                        if source and any(self._leads(source, n, owners, seen) for n in names):
                            return True
        return False

    def _has_lost_import(self, path: str, nodes: Sequence[ast.AST], stems: set[str]) -> bool:
        """Whether the file may import one of those modules in a way that leads nowhere."""
        for node in nodes:
            match node:
                case ast.ImportFrom(module=module, level=level, names=aliases):
                    ends = {(module or "").rpartition(".")[2], *(a.name for a in aliases)}
                    if ends & stems and self._resolve(path, module or "", level) is None:
                        return not any(
                            self._resolve(path, f"{module}.{a.name}" if module else a.name, level)
                            for a in aliases
                        )
                case ast.Import(names=aliases):
                    for alias in aliases:
                        ends = {alias.name.rpartition(".")[2]}
                        if ends & stems and self._resolve(path, alias.name, 0) is None:
                            return True
                case ast.Attribute(attr="import_module") | ast.Name(id="__import__"):
                    return True
        return False


def _set_by_text(path: str, data: bytes) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """Last names of what a file sets attributes of by text, and every word of its imports."""
    code = code_bytes(path, data)
    called = _SET_BY_TEXT.findall(code)
    roots = {re.split(rb"[.\[]", one or other)[-1] for one, other in called} - {b"self", b"cls"}
    roots |= {re.split(rb"[.\[]", one or other)[0] for one, other in called} - {b"self", b"cls"}
    if not roots:
        return frozenset(), frozenset()
    return frozenset(roots), frozenset(_WORD.findall(import_lines(code)))


def _stem(path: str) -> str:
    stem = path.removesuffix("/__init__.py").removesuffix(".py")
    return posixpath.basename(stem)


def _modules_changed(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Last names of imported modules whose names are set by text, with the line."""
    imported: dict[str, str] = {}
    for node in walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                last = alias.name.rpartition(".")[2]
                imported[alias.asname or alias.name.partition(".")[0]] = last
    for node in walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="setattr" | "delattr"), args=[owner, name, *_]):
                if not isinstance(name, ast.Constant):
                    yield _root(owner, imported), node.lineno
            case ast.Call(func=ast.Name(id="vars"), args=[owner]):
                yield _root(owner, imported), node.lineno
            case ast.Attribute(value=owner, attr="__dict__"):
                yield _root(owner, imported), node.lineno


def _changes(node: ast.AST, imported: dict[str, str]) -> Iterator[tuple[str, bool]]:
    """Names of other modules that `node` changes, and whether only in place."""
    match node:
        case ast.Attribute(value=ast.Name(id="self" | "cls")):
            return
        case ast.Attribute(attr=name, ctx=ast.Store() | ast.Del()):
            yield name, False
        case ast.Subscript(value=value, ctx=ast.Store() | ast.Del()):
            yield _root(value, imported), True
        case ast.AugAssign(target=ast.Name() as target):
            yield _root(target, imported), True
        case ast.Call(func=function, args=arguments):
            if isinstance(function, ast.Attribute) and function.attr not in _READING:
                yield _root(function.value, imported), True
            label = getattr(function, "attr", getattr(function, "id", ""))
            if label not in _READING_CALLS:
                for argument in arguments:
                    yield _root(argument, imported), True
            for argument in arguments[:2]:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    named = label in {"setattr", "object", "setitem"} or "." in argument.value
                    if named:
                        yield argument.value.rpartition(".")[2], False


def _root(node: ast.expr, imported: dict[str, str]) -> str:
    while isinstance(node, ast.Subscript):
        node = node.value
    match node:
        case ast.Name(id=name):
            return imported.get(name, "")
        case ast.Attribute(attr=name):
            return name
    return ""
