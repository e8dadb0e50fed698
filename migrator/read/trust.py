"""Before a name counts as constant: does code elsewhere in the tree change it?"""

from __future__ import annotations

import ast
import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.imports import import_lines, imports_of
from migrator.find.source import PYTHON_SUFFIXES, code_bytes
from migrator.read.changing import ChangingCode, changing_code
from migrator.read.handed_modules import set_through_a_variable
from migrator.read.module import ModuleSource
from migrator.read.parsing import parsed_module
from migrator.read.reaching import may_change
from migrator.read.ways import ways

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence, Set

    from migrator.find.tree import SourceTree

_BY_TEXT = (b"setattr(", b"delattr(", b"vars(", b"__dict__")
_BY_NAME = (b"import_module", b"__import__", b"sys.modules")
Name: TypeAlias = tuple[str, str]
_MAX_NAMES = 48
Resolve: TypeAlias = "Callable[[str, str, int], str | None]"

# What `setattr(x.y, ...)` and `x.y.__dict__` change, also as an item (`x["y"].__dict__`).
_SET_BY_CALL = re.compile(rb"\b(?:setattr|delattr|vars)\(\s*([\w.]+)")
_NAMES = re.compile(rb"\.__dict__")
_OWNER = re.compile(rb"([\w.]+)(?:\[[^\]\n]*\])*\s*\Z")
_LONGEST_OWNER = 2_000
_WORD = re.compile(rb"\w+")

# A module that calls one of these may give its names any value.
_OPAQUE = frozenset({"globals", "vars", "exec", "setattr", "__import__"})

# What stands between a dot and the name behind it.
_LONGEST_GAP = 200
_TEST_FILE = re.compile(r"(?:^|/)(?:tests?/|conftest\.py$|test_[^/]*\.py$|[^/]*_test\.py$)")


@lru_cache(65_536)
def is_test(path: str) -> bool:
    """Whether a file belongs to a test suite, whose monkeypatching doesn't reach production."""
    return _TEST_FILE.search(path) is not None


@dataclass(frozen=True, slots=True)
class Changed:
    """How other files change a module-level name: where one does so, None when none does.

    `reaching` are files that can reach the object it stands for; whether they change that is for
    whoever runs them to see.
    """

    why: str | None
    reaching: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Takers:
    """Who takes something of a name from other modules.

    `importing` are files with the module that they import it from and what they call it;
    `reaching` those that seem to take an attribute of that name.
    """

    importing: list[tuple[str, str, str]]
    reaching: list[str]


class AssignedElsewhere:
    """Finds changes to module-level names from other files, with one search of the tree a name."""

    def __init__(self, tree: SourceTree, resolve: Resolve) -> None:
        self._tree = tree
        self._resolve = resolve
        self._known: dict[tuple[Name, bool], Changed] = {}
        self._by_text: dict[str, str | None] = {}
        self._at: dict[str, frozenset[str]] = {}
        self._takers: dict[str, _Takers] = {}
        self._led: dict[tuple[str, str, str], bool] = {}

    def of(self, owner: Name, *, mutable: bool) -> Changed:
        """How other files change the name `owner`, a module's path and its name in there.

        `mutable` says that it stands for an object that can be changed in place.
        """
        known = self._known.get((owner, mutable))
        if known is None:
            known = self._known[(owner, mutable)] = self._search(owner, mutable)
        return known

    def _search(self, owner: Name, mutable: bool) -> Changed:
        why = self._set_by_text(owner[0]) or self._changed_at(owner, mutable)
        reaching = self._reaching(owner) if mutable and why is None else frozenset()
        if reaching is None:
            return Changed("it is handed on under more names than are looked at")
        return Changed(why, reaching)

    def _changed_at(self, owner: Name, mutable: bool) -> str | None:
        """Where a file that may get at the module changes what the name stands for."""
        home, name = owner
        for path in self._code_with(name, self._getting_at(home)):
            text = code_bytes(path, self._tree.read(path))
            if path == home or not may_change(text, name.encode(), in_place=mutable):
                continue
            code = changing_code(self._tree, path)
            if code is None or name not in code.changes:
                continue
            lost = mutable and self._has_lost_import(path, code, _stem(home))
            for line, in_place in code.changes[name]:
                if lost or not in_place:
                    return f"it is changed in {path}:{line}"
        return None

    def _getting_at(self, home: str) -> frozenset[str]:
        """Files that may get at a module as such: they say its name, or take modules by a text."""
        known = self._at.get(home)
        if known is None:
            naming = self._tree.saying(_stem(home))
            known = self._at[home] = self._taking_modules_by_name.union(naming)
        return known

    def _code_with(self, name: str, among: Set[str] | None = None) -> Iterator[str]:
        for path in self._tree.saying(name):
            sought = among is None or path in among
            if sought and path.endswith(PYTHON_SUFFIXES) and not is_test(path):
                yield path

    def _reaching(self, owner: Name) -> frozenset[str] | None:
        """Files that get hold of the object a name stands for, under whichever name.

        None when there are too many names to look at.
        """
        found: set[str] = set()
        seen = {owner}
        pending = [(owner, self._ways(owner))]
        named = len(pending[0][1])
        while pending:
            (giver, name), handed = pending.pop()
            for way in {name, *handed}:
                for taken in self._taken((giver, way), is_owner=(giver, way) == owner):
                    if taken[0] != owner[0]:
                        found.add(taken[0])
                        if taken not in seen:
                            seen.add(taken)
                            pending.append((taken, self._ways(taken)))
                            named += len(pending[-1][1])
                    if named > _MAX_NAMES:
                        return None
        return frozenset(found) if named <= _MAX_NAMES else None

    def _ways(self, owner: Name) -> frozenset[str]:
        """Other names of its module that may give what a name stands for."""
        module = parsed_module(self._tree, owner[0])
        return ways(module, owner[1]) if isinstance(module, ModuleSource) else frozenset()

    def _taken(self, source: Name, *, is_owner: bool) -> Iterator[Name]:
        """What files call something that they take from another module, with their paths."""
        giver, way = source
        takers = self._takers_of(way)
        for path, origin, bound in takers.importing:
            leads = path != giver and self._may_lead(origin, way, giver)
            # Text may look like an import; whether it is one costs a parse.
            if leads and self._imports(path, way, origin):
                yield path, bound
        naming = frozenset(self._tree.saying(_stem(giver)))
        for path in takers.reaching:
            if path != giver and (is_owner or path in naming):
                code = changing_code(self._tree, path)
                taken = code is not None and way in code.attributes
                if code and taken and (is_owner or self._imports_module(path, code, giver)):
                    yield path, way

    @cached_property
    def _taking_modules_by_name(self) -> frozenset[str]:
        """Files that may get a module by a text that is its name."""
        return frozenset(path for way in _BY_NAME for path in self._tree.holding(way))

    def _takers_of(self, way: str) -> _Takers:
        known = self._takers.get(way)
        if known is None:
            known = self._takers[way] = _Takers([], [])
            for path in self._code_with(way):
                code = code_bytes(path, self._tree.read(path))
                known.importing.extend(self._importing(path, way))
                if _takes(code, way):
                    known.reaching.append(path)
        return known

    def _importing(self, path: str, way: str) -> Iterator[tuple[str, str, str]]:
        lines = self._tree.once(_import_lines, path)
        if way.encode() not in lines and b"*" not in lines:
            return
        for each in imports_of(lines, way):
            origin = self._resolve(path, ".".join(each.module), each.level)
            if origin is not None:
                yield path, origin, each.bound if each.name == way else way

    def _imports(self, path: str, way: str, origin: str) -> bool:
        """Whether a file takes that name from the module at `origin`."""
        nodes = self._imports_of(path, way)
        return any(self._resolve(path, n.module or "", n.level) == origin for n in nodes)

    def _imports_of(self, path: str, name: str) -> Sequence[ast.ImportFrom]:
        """Where a file may take a name from another module."""
        module = parsed_module(self._tree, path)
        if not isinstance(module, ModuleSource):
            return ()
        imports = module.once(_handing).imports
        return (*imports.get(name, ()), *imports.get("*", ()))

    def _imports_module(self, path: str, code: ChangingCode, module: str) -> bool:
        """Whether a file imports a module as such, or may do so."""
        stem = _stem(module)
        for node in code.imports:
            match node:
                case ast.Import(names=aliases):
                    dotted = [(alias.name, 0) for alias in aliases]
                case ast.ImportFrom(module=of, level=level, names=aliases):
                    dotted = [(f"{of}.{a.name}" if of else a.name, level) for a in aliases]
                case _:
                    return stem.encode() in self._tree.read(path)
            for name, level in dotted:
                near = name.rpartition(".")[2] == stem or stem in code.attributes
                if near and self._resolve(path, name, level) in {module, None}:
                    return True
        return False

    def _set_by_text(self, home: str) -> str | None:
        """Where another file sets names of a module without spelling them."""
        if home not in self._by_text:
            self._by_text[home] = self._find_set_by_text(home)
        return self._by_text[home]

    def _find_set_by_text(self, home: str) -> str | None:
        stem = _stem(home)
        for path, roots, imports in self._setting_by_text:
            if path == home or not (imports or stem.encode() in roots):
                continue
            code = changing_code(self._tree, path)
            line = code.modules.get(stem) if code is not None else None
            if line is not None:
                return f"names of its module are set by text in {path}:{line}"
        naming = tuple(path for path in self._tree.saying(stem) if not is_test(path))
        where = set_through_a_variable(self._tree, stem, naming)
        return f"names of its module may be set by text in {where}" if where is not None else None

    @cached_property
    def _setting_by_text(self) -> list[tuple[str, frozenset[bytes], bool]]:
        """Files that set names by text, on what, and whether they import something of such a name."""
        paths = {path for needle in _BY_TEXT for path in self._tree.holding(needle)}
        found = []
        for path in sorted(paths):
            if path.endswith(PYTHON_SUFFIXES) and not is_test(path):
                roots, imported = self._tree.once(_set_by_text, path)
                if roots:
                    found.append((path, roots, not roots.isdisjoint(imported)))
        return found

    def _may_lead(self, path: str, name: str, home: str) -> bool:
        asked = (path, name, home)
        if asked not in self._led:
            self._led[asked] = self._leads(path, name, home, set())
        return self._led[asked]

    def _leads(self, path: str, name: str, home: str, seen: set[str]) -> bool:
        """Whether a name of the module at `path` may be that of the module `home`."""
        if path == home:
            return True
        module = parsed_module(self._tree, path) if path not in seen else None
        seen.add(path)
        if not isinstance(module, ModuleSource):
            return False
        handed = module.once(_handing)
        if handed.anything or name in handed.attributes:
            return True
        for node in self._imports_of(path, name):
            source = self._resolve(path, node.module or "", node.level)
            names = {a.name for a in node.names if name in {a.name, a.asname}} or {name}
            if source and any(self._leads(source, n, home, seen) for n in names):
                return True
        return False

    def _has_lost_import(self, path: str, code: ChangingCode, stem: str) -> bool:
        """Whether the file may import a module of that name in a way that leads nowhere."""
        for node in code.imports:
            match node:
                case ast.ImportFrom(module=module, level=level, names=aliases):
                    ends = {(module or "").rpartition(".")[2], *(a.name for a in aliases)}
                    if stem in ends and self._resolve(path, module or "", level) is None:
                        return not any(
                            self._resolve(path, f"{module}.{a.name}" if module else a.name, level)
                            for a in aliases
                        )
                case ast.Import(names=aliases):
                    for alias in aliases:
                        last = alias.name.rpartition(".")[2]
                        if last == stem and self._resolve(path, alias.name, 0) is None:
                            return True
                case _:
                    return True
        return False


@dataclass(frozen=True, slots=True)
class _Handing:
    """What names of a module may be of other modules: by attributes, by imports, or `anything`."""

    anything: bool
    attributes: frozenset[str]
    imports: Mapping[str, Sequence[ast.ImportFrom]]


def _handing(module: ModuleSource) -> _Handing:
    body = module.tree.body
    anything = any(isinstance(n, ast.FunctionDef) and n.name == "__getattr__" for n in body)
    attributes: set[str] = set()
    imports: defaultdict[str, list[ast.ImportFrom]] = defaultdict(list)
    for node in module.nodes:
        match node:
            case ast.Attribute(attr=attribute):
                attributes.add(attribute)
            case ast.Call(func=ast.Name(id="setattr"), args=[ast.Name(id="self" | "cls"), *_]):
                continue
            case ast.Call(func=ast.Name(id=called)) if called in _OPAQUE:
                anything = True
            case ast.ImportFrom(names=aliases):
                for name in {name for a in aliases for name in (a.name, a.asname) if name}:
                    imports[name].append(node)
    return _Handing(anything or "import_module" in attributes, frozenset(attributes), imports)


def _set_by_text(path: str, data: bytes) -> tuple[frozenset[bytes], frozenset[bytes]]:
    """Last names of what a file sets attributes of by text, and every word of its imports."""
    code = code_bytes(path, data)
    named = set(_SET_BY_CALL.findall(code))
    for found in _NAMES.finditer(code):
        owner = _OWNER.search(code, max(0, found.start() - _LONGEST_OWNER), found.start())
        if owner is not None:
            named.add(owner[1])
    roots = {part for name in named for part in (name.split(b".")[0], name.split(b".")[-1])}
    roots -= {b"self", b"cls"}
    if not roots:
        return frozenset(), frozenset()
    return frozenset(roots), frozenset(_WORD.findall(import_lines(code)))


def _import_lines(path: str, data: bytes) -> bytes:
    return import_lines(code_bytes(path, data))


def _takes(code: bytes, name: str) -> bool:
    """Whether that name stands behind a dot, space aside, or may be asked for by its text."""
    word = name.encode()
    at = code.find(word)
    while at >= 0:
        if code[max(0, at - _LONGEST_GAP) : at].rstrip(b" \t\f\r\n\\").endswith(b"."):
            return True
        at = code.find(word, at + 1)
    return b"getattr(" in code and any(q + word + q in code for q in (b"'", b'"'))


def _stem(path: str) -> str:
    stem = path.removesuffix("/__init__.py").removesuffix(".py")
    return posixpath.basename(stem)
