"""Before a name counts as constant: does code elsewhere in the tree change it?"""

from __future__ import annotations

import ast
import posixpath
import re
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.source import UnreadableSource, decode

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from migrator.find.tree import SourceTree

Name: TypeAlias = tuple[str, str]

_TEST_FILE = re.compile(r"(?:^|/)(?:tests?/|conftest\.py$|test_[^/]*\.py$|[^/]*_test\.py$)")
_CLASS = re.compile(rb"^[ \t]*class\s+\w+\s*\(([^)]*)\)", re.MULTILINE)
_ASSIGNED = re.compile(rb"\s*(?:[-+*/|&]?=(?!=)|:[^=\n]+=(?!=))")
_NEWLINE = b"\n"
_ALIAS = re.compile(rb"\b(\w+)[ \t]+as[ \t]+(\w+)")
_NAMED = re.compile(rb"(?m)^[ \t]*(\w+)[ \t]*=[ \t]*(?:\w+\.)*(\w+)[ \t]*$")
_AT_RUN_TIME = re.compile(rb"\btype\([^,()]+,\s*\(|^[ \t]+class\s+\w+\s*\(", re.MULTILINE)
_WORD = re.compile(rb"\w+")
_BY_TEXT = (b"setattr(", b"delattr(", b"vars(", b"__dict__")
_READING = frozenset({"get", "copy", "items", "keys", "values", "format", "strip", "rstrip"})
_READING |= {"lower", "upper", "startswith", "endswith", "lstrip", "join", "split", "replace"}
_READING_CALLS = frozenset({"dict", "list", "tuple", "len", "str", "repr", "print", "sorted"})
_READING_CALLS |= {"deepcopy", "copy", "dumps", "post", "request", "get", "Request", "Client"}
_READING_CALLS |= {"AsyncClient", "ClientSession", "delete", "put", "patch", "urljoin", "debug"}
_READING_CALLS |= {"info", "warning", "error"}


def is_test(path: str) -> bool:
    """Whether a file belongs to a test suite, whose monkeypatching doesn't reach production."""
    return _TEST_FILE.search(path) is not None


def _parsed(tree: SourceTree, path: str) -> ast.Module | None:
    try:
        return ast.parse(decode(path, tree.read(path)).text)
    except (SyntaxError, ValueError, RecursionError, OSError, UnreadableSource):
        return None


class AssignedElsewhere:
    """Finds changes to module-level names from other files, with one search of the tree."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._known: dict[Name, str | None] = {}

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
        hits = self._tree.search([name.encode() for name in wanted])
        for path, held in hits.items():
            if not path.endswith(".py") or is_test(path):
                continue
            data = self._tree.read(path)
            near = {
                name: [o for o in wanted[name] if o[0] != path and _stem(o[0]).encode() in data]
                for name in (part.decode() for part in held)
            }
            near = {name: owners for name, owners in near.items() if owners}
            if near:
                self._inspect(path, near, names)

    def _search_by_text(self, wanted: dict[str, list[Name]]) -> None:
        """Doubt every name of a module whose names another file sets without spelling them."""
        owners = [owner for each in wanted.values() for owner in each]
        for path in self._tree.search(_BY_TEXT):
            if not path.endswith(".py") or is_test(path):
                continue
            data = self._tree.read(path)
            near = [o for o in owners if o[0] != path and _stem(o[0]).encode() in data]
            tree = _parsed(self._tree, path) if near else None
            if tree is None:
                continue
            changed = dict(_modules_changed(tree))
            for owner in near:
                line = changed.get(_stem(owner[0]))
                if line is not None and self._known[owner] is None:
                    self._known[owner] = f"names of its module are set by text in {path}:{line}"

    def _inspect(
        self, path: str, wanted: dict[str, list[Name]], names: Mapping[Name, bool]
    ) -> None:
        tree = _parsed(self._tree, path)
        if tree is None:
            return
        imported = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name in wanted
        }
        for node in ast.walk(tree):
            for changed, in_place in _changes(node, imported):
                for owner in wanted.get(changed, ()):
                    if self._known[owner] is None and (names[owner] or not in_place):
                        line = getattr(node, "lineno", 1)
                        self._known[owner] = f"it is changed in {path}:{line}"


def _stem(path: str) -> str:
    stem = path.removesuffix("/__init__.py").removesuffix(".py")
    return posixpath.basename(stem)


def _modules_changed(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Last names of imported modules whose names are set by text, with the line."""
    imported: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                last = alias.name.rpartition(".")[2]
                imported[alias.asname or alias.name.partition(".")[0]] = last
    for node in ast.walk(tree):
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


class ClassUses:
    """Finds subclasses of a class, and code outside it that sets its attributes."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._files: dict[str, tuple[str, ...]] = {}
        self._overrides: dict[str, dict[str, str]] = {}
        self._subclasses: dict[str, list[str]] | None = None
        self._anonymous: dict[str, str] | None = None

    def _mentioning(self, name: str) -> tuple[str, ...]:
        if name not in self._files:
            found = self._tree.search([name.encode()])
            self._files[name] = tuple(
                path for path in found if path.endswith(".py") and not is_test(path)
            )
        return self._files[name]

    def _files_with_subclasses(self, name: str) -> list[str]:
        if self._subclasses is None:
            self._subclasses = {}
            for path in self._tree.search([b"class "]):
                if path.endswith(".py") and not is_test(path):
                    data = self._tree.read(path)
                    words = {w for bases in _CLASS.findall(data) for w in _WORD.findall(bases)}
                    words |= {name for name, other in _ALIAS.findall(data) if other in words}
                    words |= {name for other, name in _NAMED.findall(data) if other in words}
                    for base in words:
                        self._subclasses.setdefault(base.decode(), []).append(path)
        return list(dict.fromkeys(self._subclasses.get(name, [])))

    def set_from_outside(self, path: str, attribute: str) -> str | None:
        """Where an attribute (`Class.name`) is set on something that isn't `self` or `cls`."""
        owner, _, name = attribute.rpartition(".")
        dotted = b"." + name.encode()
        for other in self._mentioning(owner):
            data = self._tree.read(other)
            start = data.find(dotted)
            while start >= 0:
                outside = not data.endswith((b"self", b"cls"), 0, start)
                if outside and _ASSIGNED.match(data, start + len(dotted)):
                    return f"it is set in {other}:{data.count(_NEWLINE, 0, start) + 1}"
                start = data.find(dotted, start + 1)
        return None

    def _of_any_class(self) -> dict[str, str]:
        """What classes define anew whose bases are only known when the code runs."""
        if self._anonymous is None:
            self._anonymous = {}
            for path in self._tree.search([b"type(", b"class "]):
                if not path.endswith(".py") or is_test(path):
                    continue
                if _AT_RUN_TIME.search(self._tree.read(path)):
                    tree = _parsed(self._tree, path)
                    for attribute, owner in _defined_at_run_time(tree) if tree else ():
                        self._anonymous[attribute] = f"{owner} in {path}"
        return self._anonymous

    def overrides(self, path: str, name: str) -> dict[str, str]:
        """What subclasses (by name) define anew, and which class does."""
        known = self._overrides.get(name)
        if known is not None:
            return known
        found = dict(self._of_any_class())
        self._overrides[name] = found
        for other in self._files_with_subclasses(name):
            tree = _parsed(self._tree, other)
            aliases = _aliases_of(name, tree) if tree is not None else {name}
            for node in ast.walk(tree) if tree is not None else ():
                if isinstance(node, ast.ClassDef) and aliases & _base_names(node):
                    found.update(dict.fromkeys(_defined(node), node.name))
                    found.update(self.overrides(other, node.name))
        return found


def _defined_at_run_time(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="type"), args=[label, ast.Tuple(), ast.Dict(keys=keys)]):
                for key in keys:
                    if isinstance(key, ast.Constant):
                        yield str(key.value), ast.unparse(label)
            case ast.FunctionDef(args=given) | ast.AsyncFunctionDef(args=given):
                parameters = {part.arg for part in (*given.posonlyargs, *given.args)}
                for inner in ast.walk(node):
                    if isinstance(inner, ast.ClassDef) and parameters & _base_names(inner):
                        yield from ((attribute, inner.name) for attribute in _defined(inner))


def _aliases_of(name: str, tree: ast.Module) -> set[str]:
    """`name`, and what a module calls it by `import ... as` or a plain assignment."""
    found = {name}
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(names=imported):
                found |= {a.asname for a in imported if a.name == name and a.asname}
            case ast.Assign(targets=[ast.Name(id=alias)], value=value):
                if re.split(r"[.\[]", ast.unparse(value))[-1] == name:
                    found.add(alias)
    return found


def _base_names(node: ast.ClassDef) -> set[str]:
    return {re.split(r"[.\[]", ast.unparse(base))[-1] for base in node.bases}


def _defined(node: ast.ClassDef) -> Iterator[str]:
    for part in ast.walk(node):
        match part:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if name != "__init__":
                    yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
