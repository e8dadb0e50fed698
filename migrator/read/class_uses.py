"""What the tree does to classes: attributes set from outside, and what subclasses define anew."""

from __future__ import annotations

import ast
import re
from functools import cached_property, partial
from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES, code_bytes
from migrator.find.syntax import walk
from migrator.read.module import ModuleSource, last_name
from migrator.read.parsing import parsed, parsed_module
from migrator.read.reaching import Spans, module_functions
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from migrator.find.tree import SourceTree

_CLASS = re.compile(rb"class\s+\w+\s*\(([^)]*)\)")
_WORD = re.compile(rb"\w+")
_AS = re.compile(rb" as[ \t]+(\w+)")
_ALIAS = re.compile(rb"\b(\w+)[ \t]+as[ \t]+(\w+)")
_NAMED = re.compile(rb"(?m)^[ \t]*(\w+)[ \t]*=[ \t]*(?:\w+\.)*(\w+)[ \t]*$")
# What a pattern begins with is searched for fast, so what must not stand before it comes behind it.
_BY_TYPE = re.compile(rb"type\((?<!\wtype\()[^,()]+,\s*\(")
_BY_NAME = (
    re.compile(rb"(?:setattr|patch\.object|delattr)\(\s*[^,\n]+,\s*[\"'](\w+)[\"']"),
    re.compile(rb"patch\(\s*[\"'][\w.]+\.(\w+)[\"']"),
    re.compile(rb"__(?:setattr|delattr)__\(\s*(?!self\b\s*,)[^,\n]+,\s*[\"'](\w+)[\"']"),
)
# What stands before the attribute that is set, and behind it.
_OWN = re.compile(rb"\b(?:self|cls)\Z")
_SET = re.compile(rb"\s*(?:[-+*/|&^%@]|//|\*\*|<<|>>)?=(?!=)")
_SET_AMONG = re.compile(rb"[ \t]*[:,][^=\n(]*=(?!=)")
_BEGINS_LINE = re.compile(rb"[ \t]*(?!self\b|cls\b)[\w.]+\Z")
_DELETED = re.compile(rb"\bdel\s+\w+\Z")
_LONGEST_GAP = 120
_SETS_ANY = re.compile(
    rb"(?:set|del)attr(?:__)?\(\s*(?!(?:self|cls)\s*,)[^,\n]+,\s*[^\"'\s]"
    rb"|\.__dict__\b|\bvars\(\s*(?!self\b)(?![\w.]+\)\.(?:items|keys|values|get|copy)\()\w"
)


class ClassUses:
    """Finds subclasses of a class, and code outside it that reaches for its attributes."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree
        self._overrides: dict[str, dict[str, str]] = {}
        self._anonymous: dict[str, str] | None = None
        self._stores: dict[str, str | None] = {}
        self._set_any: dict[tuple[str, ...], str | None] = {}

    def _holding(self, *needles: bytes) -> list[str]:
        """Files of code that hold one of the needles, in order; tests are left out."""
        paths = {path for needle in needles for path in self._tree.holding(needle)}
        return sorted(p for p in paths if p.endswith(PYTHON_SUFFIXES) and not is_test(p))

    def _reaching_for(self, name: str) -> Iterator[tuple[str, bytes]]:
        """Files of code that take an attribute of that name, in order, with their code."""
        taken = b"." + name.encode()
        for path in self._tree.saying(name):
            if path.endswith(PYTHON_SUFFIXES) and not is_test(path):
                data = self._tree.read(path)
                if taken in data:
                    yield path, code_bytes(path, data)

    def _files_with_subclasses(self, name: str) -> list[str]:
        word = name.encode()
        saying = self._tree.saying(name) if name.isascii() else self._tree.paths
        return [
            path
            for path in saying
            if path in self._defining_classes and word in self._tree.once(_base_words, path)
        ]

    @cached_property
    def _defining_classes(self) -> frozenset[str]:
        return frozenset(self._holding(b"class "))

    def stored(self, name: str) -> str | None:
        """Where an attribute is set, spelt so, on something that isn't `self` or `cls`."""
        if name not in self._stores:
            self._stores[name] = self._stored(name)
        return self._stores[name]

    def set_from_outside(self, ways: Sequence[str], name: str) -> str | None:
        """Where an attribute of that name may be set on something that isn't `self` or `cls`.

        Code that sets attributes by name counts where it mentions one of `ways`: the class, and
        what gives instances of it.
        """
        where = self.stored(name)
        if where is not None:
            return where
        known = tuple(ways)
        if known not in self._set_any:
            self._set_any[known] = self._setting_any(known)
        return self._set_any[known]

    def _setting_any(self, ways: tuple[str, ...]) -> str | None:
        saying = {path for way in ways for path in self._tree.saying(way)}
        first = min(saying & self._files_setting_any, default=None)
        return f"{first} sets attributes by name" if first is not None else None

    @cached_property
    def _files_setting_any(self) -> frozenset[str]:
        """Files that set attributes whose names aren't spelt in the code."""
        paths = self._holding(b"setattr", b"delattr", b".__dict__", b"vars(")
        return frozenset(path for path in paths if self._tree.once(_sets_any, path))

    def _stored(self, name: str) -> str | None:
        lines: dict[str, int] = {}
        for path, data in self._reaching_for(name):
            functions = partial(self._tree.once, module_functions, path)
            found = _stored_at(data, name.encode(), functions)
            if found is not None:
                lines[path] = data.count(b"\n", 0, found) + 1
                break
        for path in self._holding(b"setattr", b"patch.object(", b"patch(", b"delattr"):
            line = self._tree.once(_set_by_name, path).get(name)
            if line is not None:
                lines.setdefault(path, line)
        first = min(lines, default=None)
        return f"it is set in {first}:{lines[first]}" if first is not None else None

    def _of_any_class(self) -> dict[str, str]:
        """What classes define anew whose bases are only known when the code runs."""
        if self._anonymous is None:
            self._anonymous = {}
            for path in self._holding(b"type(", b"new_class(", b" class ", b"\tclass "):
                if self._tree.once(_makes_classes, path):
                    module = parsed_module(self._tree, path)
                    if isinstance(module, ModuleSource):
                        for attribute, owner in module.once(_defined_at_run_time):
                            self._anonymous[attribute] = f"{owner} in {path}"
        return self._anonymous

    def overrides(self, path: str, name: str) -> dict[str, str]:
        """What subclasses (by name) define anew, and which class does."""
        known = self._overrides.get(name)
        if known is not None:
            return known
        found = dict(self._of_any_class())
        self._overrides[name] = found
        for other, node in self._direct(name):
            found.update(self._before(node, name))
            found.update(dict.fromkeys(_defined(node), node.name))
            found.update(self.overrides(other, node.name))
        return found

    def _before(self, node: ast.ClassDef, name: str) -> dict[str, str]:
        """What bases of a class define that are asked before its base `name`."""
        bases = [last_base(base) for base in node.bases]
        before = bases[: bases.index(name)] if name in bases else bases
        above = self._with_bases([name]) if before else {}
        return {
            attribute: mixin.name
            for mixin in self._with_bases(before)
            if mixin not in above
            for attribute in _defined(mixin)
        }

    def _with_bases(self, names: Sequence[str]) -> dict[ast.ClassDef, None]:
        """The classes of these names, and all that are above them."""
        found: dict[ast.ClassDef, None] = {}
        pending, seen = list(names), set[str]()
        while pending:
            word = pending.pop()
            if word not in seen:
                seen.add(word)
                for _, node in self._named(word):
                    found[node] = None
                    pending += class_bases(node)
        return found

    def relatives(self, name: str, known: Collection[str]) -> list[tuple[str, ast.ClassDef]]:
        """Subclasses (by name), theirs, and what those inherit from besides `known`."""
        found: dict[ast.ClassDef, str] = {}
        pending, others = [name], set[str]()
        while pending:
            for path, node in self._direct(pending.pop()):
                if node not in found:
                    found[node] = path
                    pending.append(node.name)
                    others |= class_bases(node)
        subclasses = {name, *(node.name for node in found)}
        for other in sorted(others - subclasses - {*known}):
            found.update((node, path) for path, node in self._named(other))
        return [(path, node) for node, path in found.items()]

    def _direct(self, name: str) -> Iterator[tuple[str, ast.ClassDef]]:
        """The classes that have `name`, by whatever name, as a base."""
        for path in self._files_with_subclasses(name):
            tree = parsed(self._tree, path)
            aliases = aliases_of(name, tree) if tree is not None else {name}
            for node in walk(tree) if tree is not None else ():
                if isinstance(node, ast.ClassDef) and aliases & class_bases(node):
                    yield path, node

    def _named(self, name: str) -> Iterator[tuple[str, ast.ClassDef]]:
        """The classes that are called `name`."""
        for path in self._holding(b"class " + name.encode()):
            tree = parsed(self._tree, path)
            for node in walk(tree) if tree is not None else ():
                if isinstance(node, ast.ClassDef) and node.name == name:
                    yield path, node


def _stored_at(data: bytes, name: bytes, functions: Callable[[], Spans]) -> int | None:
    """Where code sets an attribute of that name, unless a method of a class does it to `self`.

    `functions` gives the functions of the module.
    """
    own = False
    for found in re.finditer(rb"\.%s\b" % name, data):
        at, end = found.span()
        line = data.rfind(b"\n", 0, at) + 1
        if _SET_AMONG.match(data, end) and _BEGINS_LINE.match(data, line, at):
            return at
        if _OWN.search(data, max(0, at - _LONGEST_GAP), at) is not None:
            own = own or _SET.match(data, end) is not None
            continue
        if _SET.match(data, end) or _DELETED.search(data, max(0, at - _LONGEST_GAP), at):
            return at
    return _set_in_function(data, name, functions()) if own else None


def _set_by_name(path: str, data: bytes) -> dict[str, int]:
    """Attributes that a file sets by a name in quotes, with the first line."""
    code = code_bytes(path, data)
    found: dict[str, int] = {}
    for pattern in _BY_NAME:
        for match in pattern.finditer(code):
            found.setdefault(match[1].decode(), code.count(b"\n", 0, match.start(1)) + 1)
    return found


def _sets_any(path: str, data: bytes) -> bool:
    return _SETS_ANY.search(code_bytes(path, data)) is not None


def _base_words(path: str, data: bytes) -> frozenset[bytes]:
    """Names of which a file may define subclasses, also by another name."""
    code = code_bytes(path, data)
    words = {word for bases in _CLASS.findall(code) for word in _WORD.findall(bases)}
    if not words:
        return frozenset()
    aliases = set(_AS.findall(code))
    named: list[tuple[bytes, bytes]] | None = None
    pending = list(words)
    while pending:
        word = pending.pop()
        more: set[bytes] = set()
        if word in aliases:
            more.update(name for name, alias in _ALIAS.findall(code) if alias == word)
        if word + b" =" in code or word + b"=" in code:
            named = _NAMED.findall(code) if named is None else named
            more.update(name for alias, name in named if alias == word)
        pending += more - words
        words |= more
    return frozenset(words)


def _makes_classes(path: str, data: bytes) -> bool:
    """Whether a file may define classes whose bases are only known when the code runs."""
    code = code_bytes(path, data)
    if _BY_TYPE.search(code) or b"new_class(" in code:
        return True
    words = {word for bases in _bases_of_inner(code) for word in _WORD.findall(bases)}
    if not words:
        return False
    rest = _CLASS.sub(b"", code)
    given = rb"[(,\s*](?:%s)\s*[,:=)]" % b"|".join(map(re.escape, words))
    return re.search(given, rest) is not None


def _bases_of_inner(code: bytes) -> Iterator[bytes]:
    """What stands in parentheses behind each class that doesn't begin its line."""
    for word in re.finditer(rb"class\s", code):
        at = word.start()
        before = code[code.rfind(b"\n", 0, at) + 1 : at]
        found = _CLASS.match(code, at) if before and not before.strip(b" \t") else None
        if found is not None:
            yield found[1]


def _set_in_function(data: bytes, name: bytes, functions: Spans) -> int | None:
    """Where a function of a module, which is in no class, sets an attribute of its `self`."""
    store = re.compile(rb"\b(?:self|cls)\.(%s)\s*(?:[-+*/|&^%%@])?=(?!=)" % name)
    for start, end in functions:
        found = store.search(data, start, end)
        if found is not None:
            return found.start(1)
    return None


def _defined_at_run_time(module: ModuleSource) -> list[tuple[str, str]]:
    """What classes define anew whose bases are only known when the code runs, and which does."""
    return list(_of_unknown_bases(module.nodes))


def _of_unknown_bases(nodes: Sequence[ast.AST]) -> Iterator[tuple[str, str]]:
    classes = [node for node in nodes if isinstance(node, ast.ClassDef)]
    for node in nodes:
        match node:
            case ast.Call(func=ast.Name(id="type"), args=[label, ast.Tuple(), ast.Dict(keys=keys)]):
                for key in keys:
                    if isinstance(key, ast.Constant):
                        yield str(key.value), ast.unparse(label)
            case ast.Call(func=func, args=[label, *_]) if last_name(func) == "new_class":
                # What fills its namespace is a function of the same file, as a rule.
                for part in nodes:
                    if isinstance(part, ast.Constant) and isinstance(part.value, str):
                        yield part.value, ast.unparse(label)
            case ast.FunctionDef(args=given) | ast.AsyncFunctionDef(args=given):
                parameters = {part.arg for part in (*given.posonlyargs, *given.args)}
                for inner in classes:
                    if _is_in(inner, node) and parameters & class_bases(inner):
                        yield from ((attribute, inner.name) for attribute in _defined(inner))


def _is_in(inner: ast.stmt, outer: ast.stmt) -> bool:
    """Whether a statement stands among the lines of one that holds others."""
    return outer.lineno <= inner.lineno <= (outer.end_lineno or outer.lineno)


def aliases_of(name: str, tree: ast.Module) -> set[str]:
    """`name`, and what a module calls it by `import ... as` or a plain assignment."""
    found = {name}
    for node in walk(tree):
        match node:
            case ast.ImportFrom(names=imported):
                found |= {a.asname for a in imported if a.name == name and a.asname}
            case ast.Assign(targets=[ast.Name(id=alias)], value=value):
                if last_base(value) == name:
                    found.add(alias)
    return found


def class_bases(node: ast.ClassDef) -> set[str]:
    """Last names of the bases of a class."""
    return {last_base(base) for base in node.bases}


def last_base(base: ast.expr) -> str:
    """The last name of a base of a class, which may be given types: `Base[int]`."""
    return ast.unparse(base).partition("[")[0].rpartition(".")[2]


def _defined(node: ast.ClassDef) -> Iterator[str]:
    for part in walk(node):
        match part:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                if name != "__init__":
                    yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name
