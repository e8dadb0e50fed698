"""One parsed module: its tree, and the facts about its names that scoping decides."""

from __future__ import annotations

import ast
import posixpath
import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING

from migrator.model.values import Known, PerRequest, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from migrator.read.abstract import FunctionNode

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_OPAQUE = (ast.Call, ast.Attribute, ast.Subscript, ast.Await, ast.Yield, ast.YieldFrom)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
ANY_NAME = "*"
READING_METHODS = frozenset({"get", "copy", "items", "keys", "values", "__contains__"})
READING_CALLS = frozenset(
    {"dict", "list", "tuple", "set", "len", "str", "repr", "print", "sorted", "bool", "isinstance"}
    | {"copy", "deepcopy", "dumps", "MappingProxyType"}
)
DISPATCH_KEYWORDS = frozenset({"json", "headers", "data", "content", "body", "params"})


class ModuleSource:
    """A parsed file. `path` is relative to the tree's root; `text` is its decoded source."""

    def __init__(self, path: str, text: str, tree: ast.Module) -> None:
        self.path = path
        self.text = text
        self.tree = tree
        self._ordinals: dict[FunctionNode | None, dict[ast.AST, int]] = {}
        self._called: dict[FunctionNode, frozenset[str]] = {}
        self._locals: dict[FunctionNode, frozenset[str]] = {}

    @cached_property
    def lines(self) -> list[bytes]:
        """Source lines as UTF-8, as `ast` counts columns."""
        return [line.encode("utf-8", "surrogatepass") for line in _LINE.findall(self.text)]

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Each node's parent."""
        return {child: node for node in ast.walk(self.tree) for child in ast.iter_child_nodes(node)}

    @cached_property
    def is_package(self) -> bool:
        """Whether this is an `__init__.py`."""
        return posixpath.basename(self.path) == "__init__.py"

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """Where `node` stands."""
        return Span(
            self.path,
            node.lineno,
            node.col_offset,
            node.end_lineno or node.lineno,
            node.end_col_offset or node.col_offset,
        )

    def unknown(self, node: ast.expr, why: str, owner: FunctionNode | None = None) -> PerRequest:
        """`node` as a value that isn't known, and why."""
        return PerRequest(ast.unparse(node), why, self.span(node), self._ordinal(node, owner))

    def _ordinal(self, node: ast.expr, owner: FunctionNode | None) -> int:
        if not isinstance(node, _OPAQUE):
            return 0
        ordinals = self._ordinals.get(owner)
        if ordinals is None:
            ordinals = self._count(owner)
            self._ordinals[owner] = ordinals
        return ordinals.get(node, 0)

    def _count(self, owner: FunctionNode | None) -> dict[ast.AST, int]:
        seen: Counter[tuple[type[ast.AST], bytes]] = Counter()
        ordinals: dict[ast.AST, int] = {}
        nodes = [n for n in ast.walk(owner or self.tree) if isinstance(n, _OPAQUE)]
        for node in sorted(nodes, key=lambda n: (n.lineno, n.col_offset)):
            key = (type(node), self._segment(node))
            ordinals[node] = seen[key]
            seen[key] += 1
        return ordinals

    def _segment(self, node: ast.expr) -> bytes:
        first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
        if first == last:
            return self.lines[first][node.col_offset : node.end_col_offset]
        middle = b"".join(self.lines[first + 1 : last])
        tail = self.lines[last][: node.end_col_offset]
        return b" ".join((self.lines[first][node.col_offset :] + middle + tail).split())

    def local_names(self, function: FunctionNode) -> frozenset[str]:
        """Names that are local to `function`: bound in it and not declared otherwise."""
        known = self._locals.get(function)
        if known is None:
            declared = {
                name
                for node in own_nodes(function)
                if isinstance(node, ast.Global | ast.Nonlocal)
                for name in node.names
            }
            bound = set(parameter_names(function.args))
            for node in own_nodes(function):
                bound.update(names_bound_by(node))
            known = frozenset(bound - declared)
            self._locals[function] = known
        return known

    @cached_property
    def module_bindings(self) -> Counter[str]:
        """How often each module-level name is bound: at module level, or through `global`."""
        counts: Counter[str] = Counter()
        for node in own_nodes(self.tree):
            counts.update(names_bound_by(node))
        for function in (n for n in ast.walk(self.tree) if isinstance(n, _FUNCTIONS)):
            for node in own_nodes(function):
                if isinstance(node, ast.Global):
                    counts.update(dict.fromkeys(node.names, 2))
        return counts

    @cached_property
    def assigned_names(self) -> frozenset[str]:
        """Module-level names that hold values, as opposed to imports and definitions."""
        return frozenset(
            node.id
            for node in own_nodes(self.tree)
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        )

    @cached_property
    def names_set_by_text(self) -> frozenset[str]:
        """Module-level names that are bound without being spelled as names; `*` may be any."""
        return frozenset(name for node in ast.walk(self.tree) for name in self._set_by_text(node))

    def _set_by_text(self, node: ast.AST) -> Iterator[str]:
        match node:
            case ast.Call(func=ast.Name(id="exec")):
                yield ANY_NAME
            case ast.Call(func=ast.Name(id="setattr"), args=[owner, name, *_]):
                if "__name__" in ast.unparse(owner):
                    yield _text(name)
            case ast.Call(func=ast.Name(id="globals")):
                yield from self._set_in(node)

    def _set_in(self, names: ast.Call) -> Iterator[str]:
        parent = self.parents.get(names)
        match parent:
            case ast.Subscript(ctx=ast.Load()) | ast.Compare():
                return
            case ast.Subscript(slice=key):
                yield _text(key)
            case ast.Attribute(attr=attr) if attr in READING_METHODS:
                return
            case ast.Attribute(attr=attr):
                call = self.parents.get(parent)
                if attr == "setdefault" and isinstance(call, ast.Call) and call.args:
                    yield _text(call.args[0])
                elif attr == "update" and isinstance(call, ast.Call) and not call.args:
                    yield from (keyword.arg or ANY_NAME for keyword in call.keywords)
                else:
                    yield ANY_NAME
            case ast.Call(func=ast.Name(id=called)) if called in READING_CALLS:
                return
            case _:
                yield ANY_NAME

    @cached_property
    def mutated_names(self) -> frozenset[str]:
        """Names of any scope through which an object may be changed or handed out."""
        return self._names_used(lambda node: not self._only_reads(node))

    @cached_property
    def changed_names(self) -> frozenset[str]:
        """As `mutated_names`, less those that are only put into another dict.

        Whoever reads all code of the module sees what happens to them there.
        """
        return self._names_used(
            lambda node: not self._only_reads(node) and not self._is_put_into_dict(node)
        )

    def _names_used(self, how: Callable[[ast.Name], bool]) -> frozenset[str]:
        used: set[str] = set()
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                if how(node):
                    used.add(node.id)
            elif isinstance(node, ast.Global):
                used.update(node.names)
        return frozenset(used)

    def _is_put_into_dict(self, name: ast.Name) -> bool:
        match self.parents.get(name):
            case ast.Dict(values=values):
                return any(value is name for value in values)
            case ast.keyword() as keyword:
                call = self.parents.get(keyword)
                return isinstance(call, ast.Call) and _puts_into_dict(call.func)
            case ast.Call(func=ast.Attribute() as function) as call:
                return name in call.args and _puts_into_dict(function)
            case ast.Assign(targets=[ast.Subscript()], value=value):
                return value is name
        return False

    @cached_property
    def mutated_attributes(self) -> frozenset[str]:
        """Attribute names through which an object may be changed or handed out."""
        return frozenset(
            node.attr
            for node in ast.walk(self.tree)
            if isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            and not self._only_reads(node)
        )

    def _only_reads(self, name: ast.Name | ast.Attribute) -> bool:
        parent = self.parents.get(name)
        match parent:
            case ast.Subscript(value=value, ctx=context) if value is name:
                return isinstance(context, ast.Load) and self._reads_through(parent)
            case ast.Attribute(attr=attr):
                return attr in READING_METHODS and isinstance(self.parents.get(parent), ast.Call)
            case ast.Call(func=function):
                called = function.attr if isinstance(function, ast.Attribute) else None
                called = function.id if isinstance(function, ast.Name) else called
                return called in READING_CALLS
            case ast.keyword(arg=argument):
                return argument is None or argument in DISPATCH_KEYWORDS
            case ast.Compare() | ast.BinOp() | ast.BoolOp() | ast.UnaryOp() | ast.JoinedStr():
                return not isinstance(parent, ast.BoolOp)
            case ast.FormattedValue() | ast.If() | ast.While():
                return True
            case ast.Dict(keys=keys, values=values):
                pairs = zip(keys, values, strict=True)
                return any(value is name and key is None for key, value in pairs)
            case ast.Expr():
                return True
        return False

    def _reads_through(self, node: ast.Subscript) -> bool:
        parent = self.parents.get(node)
        if isinstance(parent, ast.Subscript) and parent.value is node:
            return isinstance(parent.ctx, ast.Load) and self._reads_through(parent)
        if isinstance(parent, ast.Attribute):
            return parent.attr in READING_METHODS
        return True

    @cached_property
    def aliases(self) -> tuple[tuple[str, str], ...]:
        """Further names of functions, each with the last name it stands for."""
        found: list[tuple[str, str]] = []
        for node in ast.walk(self.tree):
            match node:
                case ast.ImportFrom(names=names):
                    found += [(alias.asname, alias.name) for alias in names if alias.asname]
                case ast.Assign(targets=[target], value=value):
                    if isinstance(value, ast.Call) and value.args:
                        value = value.args[0] if "partial" in ast.unparse(value.func) else value
                    if isinstance(value, ast.Attribute):
                        found += [(name, value.attr) for name in _last_names(target)]
        return tuple(found)

    def called_names(self, function: FunctionNode) -> frozenset[str]:
        """Last names of everything that a function, or one nested in it, calls."""
        known = self._called.get(function)
        if known is None:
            known = frozenset(
                node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
                for node in ast.walk(function)
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name)
            )
            self._called[function] = known
        return known

    def hands_out_globals(self, function: FunctionNode) -> bool:
        """Whether a function puts module-level names into dicts, where they may be changed."""
        return any(
            isinstance(node, ast.Name)
            and node.id in self.module_bindings
            and self._is_put_into_dict(node)
            for node in ast.walk(function)
        )

    def functions(self) -> Iterator[FunctionNode]:
        """Every function, method, nested function and lambda, in source order."""
        for node in ast.walk(self.tree):
            if isinstance(node, _FUNCTIONS):
                yield node

    def enclosing(self, node: ast.AST) -> tuple[ast.AST, ...]:
        """Functions and classes around `node`, innermost first."""
        found: list[ast.AST] = []
        above = self.parents.get(node)
        while above is not None:
            if isinstance(above, (*_FUNCTIONS, ast.ClassDef)):
                found.append(above)
            above = self.parents.get(above)
        return tuple(found)

    def qualified_name(self, node: ast.AST) -> str:
        """Dotted name of the function or class `node` within the module; lambdas are unnamed."""
        names = [getattr(part, "name", "<lambda>") for part in (node, *self.enclosing(node))]
        return ".".join(reversed(names))

    def docstring_nodes(self) -> frozenset[ast.AST]:
        """Constants that are docstrings."""
        owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        return frozenset(
            node.body[0].value
            for node in ast.walk(self.tree)
            if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
        )


def _last_names(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            yield name


def _puts_into_dict(function: ast.expr) -> bool:
    match function:
        case ast.Name(id="dict") | ast.Attribute(attr="update" | "setdefault"):
            return True
    return False


def _text(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
    return ANY_NAME


def own_nodes(scope: ast.Module | FunctionNode | ast.ClassDef) -> Iterator[ast.AST]:
    """Nodes of `scope` that are not in a scope nested in it; nested definitions come themselves."""
    pending: list[ast.AST] = (
        [scope.body] if isinstance(scope, ast.Lambda) else list(reversed(scope.body))
    )
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef, *_COMPREHENSIONS)):
            if isinstance(node, _COMPREHENSIONS):
                walrus = [n for n in ast.walk(node) if isinstance(n, ast.NamedExpr)]
                yield from walrus
            continue
        pending.extend(reversed(list(ast.iter_child_nodes(node))))


def names_bound_by(node: ast.AST) -> Iterator[str]:
    """Names that `node` itself binds in its scope."""
    match node:
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Import(names=aliases):
            for alias in aliases:
                yield alias.asname or alias.name.partition(".")[0]
        case ast.ImportFrom(names=aliases):
            for alias in aliases:
                yield alias.asname or alias.name
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            yield name
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            yield name
        case ast.NamedExpr(target=ast.Name(id=name)):
            yield name


def parameter_names(arguments: ast.arguments) -> Iterator[str]:
    """Names of all parameters, stars included."""
    for argument in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs):
        yield argument.arg
    for star in (arguments.vararg, arguments.kwarg):
        if star is not None:
            yield star.arg


def constant(value: object, span: Span | None = None) -> Known | None:
    """A Python constant as JSON, or None where JSON has no such value."""
    if value is None or isinstance(value, bool | int | str):
        return Known(value, span)
    if isinstance(value, float) and value == value and abs(value) != float("inf"):
        return Known(value, span)
    return None
