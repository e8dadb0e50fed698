"""What the tree does to classes: attributes set from outside, and what subclasses define anew."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES, code_bytes
from migrator.read.trust import is_test, parsed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.find.tree import SourceTree

_CLASS = re.compile(rb"class\s+\w+\s*\(([^)]*)\)")
_WORD = re.compile(rb"\w+")
_ALIAS = re.compile(rb"\b(\w+)[ \t]+as[ \t]+(\w+)")
_NAMED = re.compile(rb"(?m)^[ \t]*(\w+)[ \t]*=[ \t]*(?:\w+\.)*(\w+)[ \t]*$")
_AT_RUN_TIME = re.compile(rb"\btype\([^,()]+,\s*\(|^[ \t]+class\s+\w+\s*\(", re.MULTILINE)
_STORES = (
    re.compile(rb"(?<!\bself)(?<!\bcls)\.(\w+)\s*(?:[-+*/|&^%@]|//|\*\*|<<|>>)?=(?!=)"),
    re.compile(rb"^[ \t]*(?!self\b|cls\b)[\w.]+\.(\w+)[ \t]*[:,][^=\n(]*=(?!=)", re.MULTILINE),
    re.compile(rb"(?:setattr|patch\.object|delattr)\(\s*[^,()]+,\s*[\"'](\w+)[\"']"),
    re.compile(rb"\bdel\s+(?!self\b|cls\b)\w+\.(\w+)"),
)
_SETS_ANY = re.compile(rb"(?:setattr\(\s*(?!self\b|cls\b)[\w.]+\s*,\s*[^\"'\s]|\.__dict__\b)")


class ClassUses:
    """Finds subclasses of a class, and code outside it that reaches for its attributes."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._overrides: dict[str, dict[str, str]] = {}
        self._subclasses: dict[str, list[str]] | None = None
        self._anonymous: dict[str, str] | None = None
        self._stores: dict[str, str] | None = None
        self._sets_any: dict[str, bytes] = {}
        self._mentions: dict[str, str | None] = {}

    def _sources(self) -> Iterator[tuple[str, bytes]]:
        for path, data in self._tree.scan():
            if path.endswith(PYTHON_SUFFIXES) and not is_test(path):
                yield path, code_bytes(path, data)

    def _files_with_subclasses(self, name: str) -> list[str]:
        if self._subclasses is None:
            self._subclasses = {}
            for path, data in self._sources():
                words = {w for bases in _CLASS.findall(data) for w in _WORD.findall(bases)}
                words |= {name for name, other in _ALIAS.findall(data) if other in words}
                words |= {name for other, name in _NAMED.findall(data) if other in words}
                for base in words:
                    self._subclasses.setdefault(base.decode(), []).append(path)
        return list(dict.fromkeys(self._subclasses.get(name, [])))

    def set_from_outside(self, cls: str, name: str) -> str | None:
        """Where an attribute of that name is set on something that isn't `self` or `cls`."""
        if self._stores is None:
            self._stores = {}
            for path, data in self._sources():
                for pattern in _STORES:
                    for found in pattern.finditer(data):
                        line = data.count(b"\n", 0, found.start(1)) + 1
                        self._stores.setdefault(found[1].decode(), f"it is set in {path}:{line}")
                if _SETS_ANY.search(data):
                    self._sets_any[path] = data
        where = self._stores.get(name)
        if where is None:
            for path, data in self._sets_any.items():
                if cls.encode() in data:
                    return f"{path} sets attributes by name"
        return where

    def mentioned_outside(self, name: str) -> str | None:
        """Where code reaches for an attribute of that name of something but `self` or `cls`."""
        if name not in self._mentions:
            self._mentions[name] = None
            pattern = re.compile(rb"(?<!\bself)(?<!\bcls)\.%s\b" % name.encode())
            for path, data in self._sources():
                found = pattern.search(data)
                if found is not None:
                    line = data.count(b"\n", 0, found.start()) + 1
                    self._mentions[name] = f"{path}:{line} may change it"
                    break
        return self._mentions[name]

    def _of_any_class(self) -> dict[str, str]:
        """What classes define anew whose bases are only known when the code runs."""
        if self._anonymous is None:
            self._anonymous = {}
            for path in self._tree.search([b"type(", b"class "]):
                if not path.endswith(PYTHON_SUFFIXES) or is_test(path):
                    continue
                if _AT_RUN_TIME.search(code_bytes(path, self._tree.read(path))):
                    tree = parsed(self._tree, path)
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
            tree = parsed(self._tree, other)
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
