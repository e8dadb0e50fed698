"""The other files of the tree, as far as an edit needs to know what their names stand for."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from migrator.find.parsing import Parsed
from migrator.find.syntax import walk
from migrator.rewrite.names import Names, Variable, is_load
from migrator.rewrite.source import Source

_MAX_HOPS = 5
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Definition:
    """What a name is bound to, once: a function, a class, or the expression assigned to it."""

    source: Source
    node: FunctionNode | ast.ClassDef | ast.expr


class Modules:
    """Parsed files by path. `read` gives a file's text, `parse` also its syntax tree, `resolve`
    the file that an import means.

    They give None where there is no such file in the tree, or it doesn't parse. `mentioning` are
    the files that mention a name.
    """

    def __init__(
        self,
        read: Callable[[str], str | None],
        parse: Callable[[str], Parsed | None],
        resolve: Callable[[str, str, int], str | None],
        mentioning: Callable[[str], Collection[str]],
    ) -> None:
        self._read, self._parse = read, parse
        self._resolve, self._mentioning = resolve, mentioning
        self._sources: dict[str, tuple[Source, Names] | None] = {}
        self._properties: dict[str, list[Definition]] = {}
        self._imported: dict[str, frozenset[str]] = {}

    def parsed(self, path: str) -> tuple[Source, Names] | None:
        """The file and its names, None when it isn't there or doesn't parse."""
        if path not in self._sources:
            found = self._parse(path)
            self._sources[path] = None if found is None else _indexed(path, found)
        return self._sources[path]

    def is_needed(self, importer: str, statement: ast.Import | ast.ImportFrom) -> bool:
        """Whether an import may be what makes a module of the tree do something once it is loaded,
        or what other files find it loaded by.
        """
        seen: set[str] = set()
        pending = [(importer, statement)]
        while pending:
            path, node = pending.pop()
            for loaded in self._loaded(path, node) - seen:
                seen.add(loaded)
                found = self.parsed(loaded)
                body = list(_at_top(found[0].tree.body)) if found is not None else []
                if any(map(_does_something, body)) or self._is_looked_for(importer, loaded):
                    return True
                inner = [part for part in body if isinstance(part, ast.Import | ast.ImportFrom)]
                pending += [(loaded, part) for part in inner]
        return False

    def _is_looked_for(self, importer: str, loaded: str) -> bool:
        """Whether a file takes a module, which it doesn't import, as one that was loaded."""
        parent, _, stem = loaded.removesuffix(".py").removesuffix("/__init__").rpartition("/")
        package = parent.rpartition("/")[2]
        for other in self._mentioning(stem):
            found = self.parsed(other) if other not in {importer, loaded} else None
            nodes = walk(found[0].tree) if found is not None else []
            named = any(_is_named(node, stem) for node in nodes)
            if any(_takes_loaded(node, package, stem, named=named) for node in nodes):
                imports = [n for n in nodes if isinstance(n, ast.Import | ast.ImportFrom)]
                if not any(loaded in self._loaded(other, node) for node in imports):
                    return True
        return False

    def _loaded(self, path: str, node: ast.Import | ast.ImportFrom) -> set[str]:
        if isinstance(node, ast.Import):
            names = [(alias.name, 0) for alias in node.names]
        else:
            base = node.module or ""
            names = [(base, node.level)] if base or node.level else []
            names += [(f"{base}.{a.name}".lstrip("."), node.level) for a in node.names]
        found = (self._resolve(path, name, level) for name, level in names)
        return {each for each in found if each is not None and each != path}

    def definition(self, path: str, name: str) -> Definition | None:
        """What a name of a module is bound to, followed through imports; None when not once."""
        for _ in range(_MAX_HOPS):
            found = self.parsed(path)
            if found is None:
                return None
            source, names = found
            bindings = [
                node
                for node in names.occurrences[Variable(names.module, name)]
                if not is_load(node)
            ]
            if not bindings:
                starred = self._starred(source, name)
                if starred is None:
                    return None
                path = starred
                continue
            if len(bindings) != 1:
                return None
            binding = bindings[0]
            if isinstance(binding, FunctionNode | ast.ClassDef):
                return Definition(source, binding)
            statement = source.parents[binding]
            if isinstance(statement, ast.Assign) and statement.targets == [binding]:
                return Definition(source, statement.value)
            if isinstance(statement, ast.AnnAssign) and statement.value is not None:
                return Definition(source, statement.value)
            if not isinstance(binding, ast.alias) or not isinstance(statement, ast.ImportFrom):
                return None
            target = self._resolve(path, statement.module or "", statement.level)
            if target is None:
                return None
            path, name = target, binding.name
        return None

    def _starred(self, source: Source, name: str) -> str | None:
        """The one module that gives a file a name by `import *`; None when that isn't sure."""
        found = set()
        for statement in source.tree.body:
            match statement:
                case ast.ImportFrom(names=[ast.alias(name="*")], module=dotted, level=level):
                    target = self._resolve(source.path, dotted or "", level)
                    home = self.parsed(target) if target is not None else None
                    if target is None or home is None:
                        return None
                    if name in _bound(home[0]) or _bound(home[0]) & {"*", "__all__"}:
                        found.add(target)
        return found.pop() if len(found) == 1 else None

    def function(self, source: Source, call: ast.Call) -> Definition | None:
        """The function of the tree that a call in `source` is seen to call, None otherwise."""
        function = call.func
        if isinstance(function, ast.Name):
            return self._named(source, function)
        if not isinstance(function, ast.Attribute):
            return None
        receiver = function.value
        if isinstance(receiver, ast.Name):
            if receiver.id in ("self", "cls"):
                cls = source.class_around(call)
                own = self._method(Definition(source, cls), function.attr) if cls else None
                return own or self._only_one(function.attr)
            found = self.definition(source.path, receiver.id)
            if found is not None and isinstance(found.node, ast.ClassDef):
                return self._method(found, function.attr)
            module = self._module(source, receiver.id)
            if module is not None:
                return self.definition(module, function.attr)
        return self._only_one(function.attr)

    def surely(self, source: Source, call: ast.Call) -> Definition | None:
        """What a call in `source` runs, None unless nothing else can be meant."""
        match call.func:
            case ast.Name() as name:
                return self._named(source, name)
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=attr):
                cls = source.class_around(call)
                own = self._method(Definition(source, cls), attr) if cls else None
                only = self._only_one(attr)
                return own if own and only and own.node is only.node else None
            case ast.Attribute(value=ast.Name() as receiver, attr=attr):
                return self._attribute(source, receiver, attr)
        return None

    def _attribute(self, source: Source, receiver: ast.Name, attr: str) -> Definition | None:
        """The method of a class, or the function of a module, that a name of a file stands for."""
        parsed = self.parsed(source.path)
        if parsed is None or not parsed[1].variable(receiver).scope.is_module:
            return None
        found = self.definition(source.path, receiver.id)
        if found is not None and isinstance(found.node, ast.ClassDef):
            return self._method(found, attr)
        module = self._module(source, receiver.id)
        return self.definition(module, attr) if module is not None else None

    def _named(self, source: Source, name: ast.Name) -> Definition | None:
        parsed = self.parsed(source.path)
        if parsed is None:
            return None
        names = parsed[1]
        variable = names.variable(name)
        if variable.scope.is_module:
            return self.definition(source.path, name.id)
        bindings = [node for node in names.occurrences[variable] if not is_load(node)]
        if len(bindings) == 1 and isinstance(bindings[0], FunctionNode):
            return Definition(source, bindings[0])
        return None

    def _method(self, owner: Definition, name: str, hops: int = _MAX_HOPS) -> Definition | None:
        cls = owner.node
        if not isinstance(cls, ast.ClassDef) or not hops:
            return None
        own = [n for n in cls.body if isinstance(n, FunctionNode) and n.name == name]
        if own:
            return Definition(owner.source, own[0]) if len(own) == 1 else None
        for base in cls.bases:
            above = (
                self.definition(owner.source.path, base.id) if isinstance(base, ast.Name) else None
            )
            found = self._method(above, name, hops - 1) if above is not None else None
            if found is not None:
                return found
        return None

    def _module(self, source: Source, name: str) -> str | None:
        parsed = self.parsed(source.path)
        if parsed is None:
            return None
        bindings = parsed[1].occurrences[Variable(parsed[1].module, name)]
        for alias in bindings:
            statement = source.parents[alias]
            if not isinstance(alias, ast.alias):
                continue
            if isinstance(statement, ast.Import) and (alias.asname or "." not in alias.name):
                return self._resolve(source.path, alias.name, 0)
            if isinstance(statement, ast.ImportFrom):
                dotted = f"{statement.module}.{alias.name}" if statement.module else alias.name
                return self._resolve(source.path, dotted, statement.level)
        return None

    def properties(self, name: str) -> list[Definition]:
        """The methods of the tree that run when an attribute of that name is read."""
        if name not in self._properties:
            defines = re.compile(
                rf"property\b[^\n]*\n(?:[ \t]*[@#][^\n]*\n)*[ \t]*def[ \t]+{re.escape(name)}\b"
            )
            self._properties[name] = [
                found for found in self._functions(name, defines) if _is_property(found.node)
            ]
        return self._properties[name]

    def imported_by(self, path: str) -> frozenset[str]:
        """The files of the tree that a file imports, and those that they import; itself too."""
        if path not in self._imported:
            found, pending = {path}, [path]
            while pending:
                parsed = self.parsed(importer := pending.pop())
                nodes = walk(parsed[0].tree) if parsed is not None else []
                for node in nodes:
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        pending += self._loaded(importer, node) - found
                        found |= self._loaded(importer, node)
            self._imported[path] = frozenset(found)
        return self._imported[path]

    def _only_one(self, name: str) -> Definition | None:
        """The function of that name when the whole tree defines only one."""
        defines = re.compile(rf"\bdef[\s\\]+{re.escape(name)}\b")
        found = self._functions(name, defines)
        return found[0] if len(found) == 1 else None

    def _functions(self, name: str, defines: re.Pattern[str]) -> list[Definition]:
        """The functions of that name in the files whose text `defines` one."""
        return [
            Definition(parsed[0], node)
            for path in self._mentioning(name)
            if defines.search(self._read(path) or "")
            if (parsed := self.parsed(path)) is not None
            for node in walk(parsed[0].tree)
            if isinstance(node, FunctionNode) and node.name == name
        ]


def _indexed(path: str, parsed: Parsed) -> tuple[Source, Names]:
    source = Source(path, parsed.text.removeprefix("\ufeff"), parsed.tree)
    return source, Names(source.tree)


def _bound(source: Source) -> set[str]:
    """Names that a module binds at its top, `*` for those that it takes by one."""
    found: set[str] = set()
    for node in walk(source.tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                found.add(name)
            case ast.ClassDef(name=name) | ast.Name(id=name, ctx=ast.Store()):
                found.add(name)
            case ast.alias(name=name, asname=alias):
                found.add(alias or name)
    return found


def _at_top(body: Sequence[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is loaded, also those inside others."""
    for statement in body:
        yield statement
        if not isinstance(statement, FunctionNode | ast.ClassDef):
            for inner in ast.iter_child_nodes(statement):
                if isinstance(inner, ast.stmt):
                    yield from _at_top([inner])
                elif isinstance(inner, ast.ExceptHandler):
                    yield from _at_top(inner.body)


def _does_something(statement: ast.stmt) -> bool:
    """Whether it is a call for its effect, or changes what may be another module's."""
    match statement:
        case ast.Expr(value=ast.Call() | ast.Await()) | ast.Delete():
            return True
        case ast.Assign(targets=targets):
            return any(isinstance(target, ast.Attribute | ast.Subscript) for target in targets)
        case ast.AugAssign(target=ast.Attribute() | ast.Subscript()):
            return True
    return False


def _is_property(node: ast.AST) -> bool:
    """Whether a function runs when an attribute of its name is read, by its decorators."""
    return isinstance(node, FunctionNode) and any(
        ast.unparse(decorator).endswith("property") for decorator in node.decorator_list
    )


def _takes_loaded(node: ast.AST, package: str, stem: str, *, named: bool) -> bool:
    """Whether code takes a module from its package, or, if it is `named`, from what is loaded."""
    match node:
        case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=attr):
            return (owner == "sys" and attr == "modules" and named) or (
                attr == stem and owner == package
            )
        case ast.ImportFrom(module="sys", names=names):
            return named and any(alias.name == "modules" for alias in names)
    return False


def _is_named(node: ast.AST, stem: str) -> bool:
    match node:
        case ast.Constant(value=str(text)):
            return text.rpartition(".")[2] == stem
    return False
