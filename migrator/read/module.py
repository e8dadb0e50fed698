"""One parsed module: its tree, and the facts about its names that scoping decides."""

from __future__ import annotations

import ast
import re
from collections import Counter, defaultdict
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar, cast

from migrator.find.syntax import children, walk
from migrator.model.values import Known, PerRequest, Span
from migrator.read.mentioned import names_in, names_mentioned
from migrator.read.parameters import parameter_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from migrator.read.abstract import FunctionNode

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_OPAQUE = (ast.Call, ast.Attribute, ast.Subscript, ast.Await, ast.Yield, ast.YieldFrom)
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_BINDING = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom,
    ast.ExceptHandler, ast.MatchAs, ast.MatchStar, ast.MatchMapping, ast.NamedExpr,
)  # fmt: skip
_LEAVES = frozenset({ast.Name, ast.Constant})
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
# Nodes of which facts are kept; trees live as long as a run.
_REMEMBERED = 16384
EVERY_NAME = "*"
Made = TypeVar("Made")


class ModuleSource:
    """A parsed file. `path` is relative to the tree's root; `text` is its decoded source."""

    def __init__(self, path: str, text: str, tree: ast.Module) -> None:
        self.path = path
        self.text = text
        self.tree = tree
        self._ordinals: dict[FunctionNode | None, dict[ast.AST, int]] = {}
        self._mentioned: dict[FunctionNode, frozenset[str]] = {}
        self._locals: dict[FunctionNode, frozenset[str]] = {}
        self._loosely_held: dict[FunctionNode, frozenset[str]] = {}
        self._spans: dict[ast.AST, Span] = {}
        self._constants: dict[ast.Constant, Known | None] = {}
        self._code: dict[ast.AST, str] = {}
        self._unknown: dict[tuple[ast.expr, str, FunctionNode | None], PerRequest] = {}
        self._made: dict[object, object] = {}

    def once(self, make: Callable[[ModuleSource], Made]) -> Made:
        """What `make`, a function of a module, makes of this one, made once."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast("Made", self._made[make])

    @cached_property
    def lines(self) -> list[bytes]:
        """Source lines as UTF-8, as `ast` counts columns."""
        return [line.encode("utf-8", "surrogatepass") for line in _LINE.findall(self.text)]

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node, outer nodes first."""
        return walk(self.tree)

    @cached_property
    def parents(self) -> dict[ast.AST, ast.AST]:
        """Each node's parent."""
        return {
            child: node
            for node in self.nodes
            if type(node) not in _LEAVES
            for child in children(node)
        }

    def span(self, node: ast.expr | ast.stmt) -> Span:
        """Where `node` stands."""
        found = self._spans.get(node)
        if found is None:
            found = self._spans[node] = Span(
                self.path,
                node.lineno,
                node.col_offset,
                node.end_lineno or node.lineno,
                node.end_col_offset or node.col_offset,
            )
        return found

    def constant(self, node: ast.Constant) -> Known | None:
        """A constant as JSON, or None where JSON has no such value."""
        if node not in self._constants:
            self._constants[node] = constant(node.value, self.span(node))
        return self._constants[node]

    def unknown(self, node: ast.expr, why: str, owner: FunctionNode | None = None) -> PerRequest:
        """`node` as a value that isn't known, and why."""
        key = (node, why, owner)
        found = self._unknown.get(key)
        if found is None:
            ordinal = self._ordinal(node, owner)
            found = PerRequest(self.code(node), why, self.span(node), ordinal)
            self._unknown[key] = found
        return found

    def code(self, node: ast.AST) -> str:
        """The code of `node` as `ast.unparse` writes it."""
        found = self._code.get(node)
        if found is None:
            found = self._code[node] = ast.unparse(node)
        return found

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
        nodes = [n for n in walk(owner or self.tree) if isinstance(n, _OPAQUE)]
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
            declared: set[str] = set()
            bound = set(parameter_names(function.args))
            for node in own_nodes(function):
                if isinstance(node, ast.Global | ast.Nonlocal):
                    declared.update(node.names)
                else:
                    bound.update(names_bound_by(node))
            known = frozenset(bound - declared)
            self._locals[function] = known
        return known

    def taken_from_outside(self, function: FunctionNode) -> frozenset[str]:
        """Names that a function and those nested in it mention, except its own variables."""
        own = self.local_names(function)
        apart = own.difference(*map(names_in, _around_body(function)))
        return names_in(function) - apart

    def loosely_held(self, function: FunctionNode) -> frozenset[str]:
        """Names of a function whose later objects a function nested in it reaches too.

        Those are bound more than once, or after the nested function was defined.
        """
        known = self._loosely_held.get(function)
        if known is None:
            inside = [n for n in walk(function) if isinstance(n, _FUNCTIONS) and n != function]
            first: dict[str, int] = {}
            for nested in inside:
                for name in self.taken_from_outside(nested):
                    first[name] = min(first.get(name, nested.lineno), nested.lineno)
            bound_at = {
                name: getattr(node, "lineno", 0)
                for node in (own_nodes(function) if first else ())
                for name in names_bound_by(node)
            }
            once = bound_once(function)
            known = frozenset(
                name
                for name in self.local_names(function) & first.keys()
                if name not in once or bound_at.get(name, 0) > first[name]
            )
            self._loosely_held[function] = known
        return known

    @cached_property
    def set_by_functions(self) -> dict[str, str]:
        """Module-level names that functions and classes bind through `global`, and where.

        Code that reaches the module's namespace itself may bind any of them (EVERY_NAME).
        """
        found: dict[str, str] = {}
        for node in self.nodes:
            match node:
                case ast.Global(names=names):
                    found.update(dict.fromkeys(names, f"{self.path}:{node.lineno} says `global`"))
                case ast.Call(func=ast.Name(id="globals" | "vars" | "exec" as called)):
                    found.update(self._handled(node, f"{called}()"))
                    if not self._only_looks_up(node):
                        found[EVERY_NAME] = f"{self.path}:{node.lineno} calls {called}()"
                case ast.Attribute(attr="modules", value=ast.Name(id="sys")):
                    found.update(self._handled(node, "sys.modules"))
                    if not self._only_looks_up(node):
                        found[EVERY_NAME] = f"{self.path}:{node.lineno} uses sys.modules"
        return found

    def _handled(self, node: ast.expr, way: str) -> dict[str, str]:
        """Names whose objects are taken from the module's namespace for more than to call them."""
        item = self.parents.get(node)
        match item, self.parents.get(item) if item is not None else None:
            case ast.Subscript(slice=ast.Constant(value=str(name))), user if way == "globals()":
                taken: ast.AST | None = item
            case ast.Subscript(), ast.Attribute(attr=name, ctx=ast.Load()) as user:
                taken, user = user, self.parents.get(user)
            case _:
                return {}
        called = isinstance(user, ast.Call) and user.func is taken
        return {} if called else {name: f"{self.path}:{node.lineno} gets at it by {way}"}

    def _only_looks_up(self, node: ast.expr) -> bool:
        match self.parents.get(node):
            case ast.Subscript(ctx=ast.Load()) as item:
                user = self.parents.get(item)
                if isinstance(user, ast.Attribute) and not isinstance(user.ctx, ast.Load):
                    return False
                return not (isinstance(user, ast.Call) and item in user.args)
            case ast.Attribute(attr="get" | "keys" | "items" | "values" | "copy" | "pop"):
                return True
            case ast.Compare() | ast.comprehension() | ast.For():
                return True
            case ast.Call(func=ast.Name(id="sorted" | "list" | "len" | "dict" | "print")):
                return True
        return isinstance(node, ast.Call) and bool(node.args) and _names(node, "vars")

    def mentioned_names(self, function: FunctionNode) -> frozenset[str]:
        """Every name and attribute that a function, or one nested in it, mentions."""
        known = self._mentioned.get(function)
        if known is None:
            known = self._mentioned[function] = names_mentioned(function)
        return known

    def functions(self) -> Iterator[FunctionNode]:
        """Every function, method, nested function and lambda, in source order."""
        yield from self._functions

    @cached_property
    def _functions(self) -> list[FunctionNode]:
        return [node for node in self.nodes if isinstance(node, _FUNCTIONS)]

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

    @cached_property
    def imported_modules(self) -> frozenset[str]:
        """Dotted names of all modules that are imported anywhere in it, relative ones left out."""
        found: set[str] = set()
        for node in self.nodes:
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                found.add(node.module)
        return frozenset(found)

    @cached_property
    def taken_from_modules(self) -> tuple[ast.alias, ...]:
        """What is imported from modules by name, anywhere in it."""
        found = [node for node in self.nodes if isinstance(node, ast.ImportFrom)]
        return tuple(alias for node in found for alias in node.names)

    def saying(self, words: set[str]) -> list[ast.AST]:
        """Names, attributes and texts that are one of `words`, and assignments to such a name."""
        found = [each for word in words for each in self._said.get(word, ())]
        return [node for _, node in sorted(found, key=lambda each: each[0])]

    @cached_property
    def _said(self) -> dict[str, list[tuple[int, ast.AST]]]:
        found: defaultdict[str, list[tuple[int, ast.AST]]] = defaultdict(list)
        for nth, node in enumerate(self.nodes):
            match node:
                case (
                    ast.Name(id=word)
                    | ast.Attribute(attr=word)
                    | ast.Constant(value=str(word))
                    | ast.Assign(targets=[ast.Name(id=word)])
                ):
                    found[word].append((nth, node))
        return dict(found)

    def docstring_nodes(self) -> frozenset[ast.AST]:
        """Constants that are docstrings."""
        owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        return frozenset(
            node.body[0].value
            for node in self.nodes
            if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
        )


def _names(call: ast.Call, name: str) -> bool:
    return isinstance(call.func, ast.Name) and call.func.id == name


def own_nodes(scope: ast.Module | FunctionNode | ast.ClassDef) -> Iterator[ast.AST]:
    """Nodes of `scope` that are not in a scope nested in it; nested definitions come themselves."""
    pending: list[ast.AST] = (
        [scope.body] if isinstance(scope, ast.Lambda) else list(reversed(scope.body))
    )
    while pending:
        node = pending.pop()
        yield node
        if type(node) in _LEAVES:
            continue
        if isinstance(node, (*_FUNCTIONS, ast.ClassDef, *_COMPREHENSIONS)):
            if isinstance(node, _COMPREHENSIONS):
                walrus = [n for n in walk(node) if isinstance(n, ast.NamedExpr)]
                yield from walrus
            continue
        pending.extend(reversed(children(node)))


def names_bound_by(node: ast.AST) -> Sequence[str]:
    """Names that `node` itself binds in its scope."""
    if isinstance(node, ast.Name):
        return () if isinstance(node.ctx, ast.Load) else (node.id,)
    if not isinstance(node, _BINDING):
        return ()
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return (name,)
        case ast.Import(names=aliases):
            return [alias.asname or alias.name.partition(".")[0] for alias in aliases]
        case ast.ImportFrom(names=aliases):
            return [alias.asname or alias.name for alias in aliases]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)):
            return (name,)
        case ast.MatchStar(name=str(name)) | ast.MatchMapping(rest=str(name)):
            return (name,)
        case ast.NamedExpr(target=ast.Name(id=name)):
            return (name,)
    return ()


def last_name(node: ast.expr) -> str:
    """The last name of `a.b.c` or of what is called in `a.b.c(...)`."""
    inner = node.func if isinstance(node, ast.Call) else node
    if isinstance(inner, ast.Attribute):
        return inner.attr
    return inner.id if isinstance(inner, ast.Name) else ""


def _around_body(function: FunctionNode) -> Iterator[ast.AST]:
    """What is written at a function and is evaluated where it is defined."""
    yield function.args
    if not isinstance(function, ast.Lambda):
        yield from function.decorator_list
        if function.returns is not None:
            yield function.returns


@lru_cache(_REMEMBERED)
def bound_once(function: FunctionNode) -> frozenset[str]:
    """Names that a function binds exactly once, parameters included, and nobody rebinds inside."""
    counts: Counter[str] = Counter(parameter_names(function.args))
    for node in own_nodes(function):
        counts.update(names_bound_by(node))
    for inner in walk(function):
        if isinstance(inner, ast.Nonlocal):
            counts.update(dict.fromkeys(inner.names, 2))
        if isinstance(inner, ast.For | ast.AsyncFor | ast.While):
            for node in walk(inner):
                counts.update(names_bound_by(node))
    return frozenset(name for name, count in counts.items() if count == 1)


def constant(value: object, span: Span | None = None) -> Known | None:
    """A Python constant as JSON, or None where JSON has no such value."""
    if value is None or isinstance(value, bool | int | str):
        return Known(value, span)
    if isinstance(value, float) and value == value and abs(value) != float("inf"):
        return Known(value, span)
    return None
