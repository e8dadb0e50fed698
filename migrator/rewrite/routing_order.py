"""Whether a payload is the same when its agent is chosen as when it is sent.

The agent is chosen right before the statement that takes the payload; what runs between that and
the sending may not change the payload, nor be changed by taking it earlier.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator, Mapping
from itertools import pairwise

from migrator.find.syntax import walk
from migrator.model.pack import RulePack
from migrator.model.sites import CallSite
from migrator.model.values import Array, OneOf, PerRequest, Record, Span, Value
from migrator.plan.flatten import flatten
from migrator.rewrite.derived import made_from
from migrator.rewrite.edits import Refusal
from migrator.rewrite.names import Names
from migrator.rewrite.purity import is_pure
from migrator.rewrite.routing_places import scope_of
from migrator.rewrite.routing_senders import method_of
from migrator.rewrite.settled import is_settled
from migrator.rewrite.source import Source

_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_DOING = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)
# Library functions that only make what they are asked for.
_MAKING = frozenset(
    {"urljoin", "urllib.parse.urljoin", "parse.urljoin", "ClientTimeout", "aiohttp.ClientTimeout"}
    | {"httpx.Timeout", "Timeout", "httpx.Limits", "str", "float", "int"}
)
_AT_ONCE = frozenset({"requests", "urllib", "urllib3", "http.client"})
_HOLDERS = frozenset({"object", "array"})


def check_order(
    source: Source,
    names: Names,
    pack: RulePack,
    site: CallSite,
    statement: ast.stmt,
    used_elsewhere: Callable[[str], bool],
    *,
    takes_url: bool = False,
) -> None:
    """Raises Refusal where taking the payload before the rest of the statement may change it.

    With `takes_url` its URL is taken there too. A payload that is known as a whole is read again
    after the edit, so only what isn't known of it can be changed unseen. `used_elsewhere` tells
    whether other files mention a name.
    """
    call, url, payload = map(source.expression, (site.span, site.url_span, site.body_span))
    assert isinstance(call, ast.Call)
    assert url is not None
    assert payload is not None
    if not _follows(source, statement, source.statement(url)):
        raise Refusal("Its URL is built before its payload is taken.")
    fixed = _is_fixed(site.body, pack)
    if _may_be_sent_later(source, site, call) and not (fixed and _is_own(source, payload)):
        raise Refusal("It may be sent later than it is called, with its payload as it is then.")
    if takes_url:
        _check_url(source, names, statement, site.span, url, payload, used_elsewhere)
    named = isinstance(payload, ast.Name | ast.Attribute)
    settled = fixed and is_settled(source, payload, used_elsewhere)
    functions = _Functions(source, names)
    for other in _other_calls(source, statement, payload):
        earlier = (other.lineno, other.col_offset) < (payload.lineno, payload.col_offset)
        if (fixed and (named or not earlier)) or functions.is_harmless(other):
            continue
        if settled and not isinstance(other, ast.NamedExpr):
            continue
        shown = " ".join(source.slice(other).split())
        raise Refusal(f"`{shown[:60]}` runs in the same statement and may change the payload.")


def _check_url(
    source: Source,
    names: Names,
    statement: ast.stmt,
    call: Span,
    url: ast.expr,
    payload: ast.expr,
    used_elsewhere: Callable[[str], bool],
) -> None:
    """Raises Refusal where taking the URL before the rest of the statement may change it."""
    if source.statement(url) is not statement or url in walk(payload):
        raise Refusal("Its URL isn't taken together with its payload.")
    functions = _Functions(source, names)
    if not functions.is_harmless(url):
        raise Refusal("What gives its URL may do something else too.")
    method = method_of(source.expression(call))
    if method is not None and not is_settled(source, method, used_elsewhere):
        raise Refusal("What gives its method may be another one when it is sent.")
    if is_settled(source, url, used_elsewhere):
        return
    place = url.lineno, url.col_offset
    for other in (*_other_calls(source, statement, url), *_calls_in(payload)):
        if (other.lineno, other.col_offset) < place and not functions.is_harmless(other):
            shown = " ".join(source.slice(other).split())
            raise Refusal(f"`{shown[:60]}` runs in the same statement and may change the URL.")


def _calls_in(expression: ast.expr) -> Iterator[ast.expr]:
    return (node for node in walk(expression) if isinstance(node, _DOING))


def check_carried(source: Source, statement: ast.stmt, call: ast.Call, payload: ast.expr) -> None:
    """Raises Refusal where something besides the request is made from the payload.

    That is a signature that is sent beside it, or the text that the payload becomes in a statement
    of its own.
    """
    scope = scope_of(source, statement)
    line = made_from(payload, call, scope)
    if line is not None:
        raise Refusal(f"Line {line} makes something from the payload that is sent beside it.")
    if source.statement(call) is statement:
        return
    match statement:
        case ast.Assign(targets=[ast.Name(id=name)]):
            uses = [node for node in walk(scope) if isinstance(node, ast.Name) and node.id == name]
            if len(uses) != 2:
                raise Refusal(f"`{name}` carries its payload and is used for something else too.")
        case _:
            raise Refusal("What carries its payload to the call is no plain variable.")


def _is_fixed(body: Value, pack: RulePack) -> bool:
    """Whether all is known of a payload that code could change in place."""
    flat = flatten(body, pack)
    if flat.obscure:
        return False
    return not any(
        _holds_unknown(sent.value)
        for sent in flat.fields
        if sent.rule.scope != "session" and sent.rule.type in _HOLDERS
    )


def _holds_unknown(value: Value) -> bool:
    match value:
        case PerRequest():
            return True
        case Record(entries=entries, rest=rest):
            return rest is not None or any(_holds_unknown(entry.value) for entry in entries)
        case Array(items=items):
            return any(map(_holds_unknown, items))
        case OneOf(cases=cases):
            return any(_holds_unknown(case.value) for case in cases)
    return False


def _may_be_sent_later(source: Source, site: CallSite, call: ast.Call) -> bool:
    """Whether the call may only make something that sends when it is awaited."""
    if site.client in _AT_ONCE:
        return False
    here = [span for span in site.through if span.path == source.path]
    inner = [source.expression(span) for span in here]
    if len(here) != len(site.through) or None in inner:
        return True
    calls = [call, *(each for each in inner if each is not None)]
    later = _hands_on(source, calls[-1])
    for outer, entered in reversed(list(pairwise(calls))):
        awaited = isinstance(source.parents[outer], ast.Await)
        if isinstance(_function_of(source, entered), ast.AsyncFunctionDef):
            later = later or not awaited
        else:
            later = later and not awaited
    return later


def _hands_on(source: Source, call: ast.expr) -> bool:
    """Whether what a call gives may be awaited by other code, if it has to be."""
    parent = source.parents[call]
    if isinstance(parent, ast.Await | ast.withitem | ast.Attribute | ast.Subscript):
        return False
    elsewhere = isinstance(parent, (ast.Return, ast.Call, ast.keyword, ast.List, ast.Tuple))
    return elsewhere or isinstance(_function_of(source, call), ast.AsyncFunctionDef)


def _is_own(source: Source, payload: ast.expr) -> bool:
    """Whether nothing but the call holds a payload once it is made."""
    if isinstance(payload, ast.Dict):
        return True
    function = _function_of(source, payload)
    if not isinstance(payload, ast.Name) or not isinstance(function, _FUNCTION):
        return False
    named = [n for n in walk(function) if isinstance(n, ast.Name) and n.id == payload.id]
    given = [n for n in walk(function) if isinstance(n, ast.arg) and n.arg == payload.id]
    bound = [n for n in named if isinstance(n.ctx, ast.Store)]
    read = [n for n in named if isinstance(n.ctx, ast.Load) and n is not payload]
    in_place = all(isinstance(source.parents[n], ast.Subscript | ast.Attribute) for n in read)
    made = all(_makes_dict(source.parents[n]) for n in bound)
    here = all(_function_of(source, n) is function for n in named)
    before = all((n.lineno, n.col_offset) <= (payload.lineno, payload.col_offset) for n in named)
    anew = all(_loop_of(source, n) is _loop_of(source, payload) for n in bound)
    return bool(bound) and made and in_place and here and before and anew and not given


def _loop_of(source: Source, node: ast.AST) -> ast.AST | None:
    """The innermost loop around a node, None in none."""
    while node in source.parents:
        node = source.parents[node]
        if isinstance(node, (*_FUNCTION, ast.Lambda)):
            return None
        if isinstance(node, ast.For | ast.AsyncFor | ast.While):
            return node
    return None


def _makes_dict(binding: ast.AST) -> bool:
    match binding:
        case ast.Assign(targets=[_], value=ast.Dict()) | ast.AnnAssign(value=ast.Dict()):
            return True
    return False


def _function_of(source: Source, node: ast.AST) -> ast.AST:
    """The innermost function around a node, or the module."""
    while node in source.parents:
        node = source.parents[node]
        if isinstance(node, (*_FUNCTION, ast.Lambda)):
            return node
    return node


class _Functions:
    """Which expressions change nothing, those that call functions of the same file among them."""

    def __init__(self, source: Source, names: Names) -> None:
        self._names = names
        defined = [node for node in walk(source.tree) if isinstance(node, _FUNCTION)]
        counts: dict[str, int] = {}
        for node in defined:
            counts[node.name] = counts.get(node.name, 0) + 1
        self._defined: Mapping[str, ast.FunctionDef] = {
            node.name: node
            for node in defined
            if counts[node.name] == 1 and isinstance(node, ast.FunctionDef)
        }

    def is_harmless(self, node: ast.expr) -> bool:
        """Whether evaluating it changes nothing."""
        if not isinstance(node, ast.Call):
            return is_pure(node, self._names)
        given = [*node.args, *(word.value for word in node.keywords)]
        if not all(is_pure(each, self._names) for each in given):
            return False
        function = self._function(node.func)
        if function is not None:
            made = _dicts_made(function)
            return all(self._only_computes(each, made) for each in function.body)
        return ast.unparse(node.func) in _MAKING or is_pure(node, self._names)

    def _function(self, called: ast.expr) -> ast.FunctionDef | None:
        match called:
            case ast.Name(id=name) | ast.Attribute(value=ast.Name(id="self"), attr=name):
                found = self._defined.get(name)
                return found if found is not None and not found.decorator_list else None
        return None

    def _only_computes(self, statement: ast.stmt, made: Collection[str]) -> bool:
        """Whether a statement gives values alone, or puts them into a dict of those that are `made`."""
        match statement:
            case ast.Return(value=value):
                return value is None or is_pure(value, self._names)
            case ast.Assign(targets=[ast.Name()], value=value):
                return is_pure(value, self._names)
            case ast.Assign(
                targets=[ast.Subscript(value=ast.Name(id=name), slice=key)], value=value
            ):
                pure = is_pure(value, self._names) and is_pure(key, self._names)
                return name in made and pure
            case ast.Expr(value=ast.Constant()) | ast.Pass():
                return True
            case ast.If(test=test, body=body, orelse=orelse):
                inner = [*body, *orelse]
                computes = all(self._only_computes(each, made) for each in inner)
                return computes and is_pure(test, self._names)
        return False


def _dicts_made(function: ast.FunctionDef) -> frozenset[str]:
    """Variables of a function that are bound to nothing but dicts it writes out."""
    stored: dict[str, list[ast.AST]] = {}
    for node in walk(function):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                stored.setdefault(name, []).append(value)
            case ast.Name(id=name, ctx=ast.Store()):
                stored.setdefault(name, []).append(node)
            case ast.arg(arg=name):
                stored.setdefault(name, []).append(node)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                for each in names:
                    stored.setdefault(each, []).append(node)
    return frozenset(
        name
        for name, found in stored.items()
        if 2 * sum(isinstance(each, ast.Dict) for each in found) == len(found)
    )


def _follows(source: Source, first: ast.stmt, other: ast.stmt) -> bool:
    """Whether `other` is the same statement or one that only runs after it."""
    if first is other:
        return True
    suite = source.suite(first)
    current: ast.AST = other
    while current not in suite:
        if isinstance(current, (*_FUNCTION, ast.ClassDef, ast.Lambda)):
            return False
        current = source.parents.get(current, source.tree)
        if current is source.tree:
            return False
    return isinstance(current, ast.stmt) and suite.index(current) > suite.index(first)


def _other_calls(source: Source, statement: ast.stmt, payload: ast.expr) -> Iterator[ast.expr]:
    """What the statement does besides taking the payload, and what isn't done with its answer."""
    outside = set(_around(source, payload, statement))
    inside = set(walk(payload))
    for part in _header(statement):
        for node in walk(part):
            if isinstance(node, _DOING) and node not in outside and node not in inside:
                yield node


def _around(source: Source, node: ast.AST, statement: ast.stmt) -> Iterator[ast.AST]:
    while node is not statement:
        yield node
        node = source.parents[node]


def _header(statement: ast.stmt) -> Iterator[ast.AST]:
    """What a statement evaluates itself, without the blocks that it holds."""
    for name, value in ast.iter_fields(statement):
        if name in {"body", "orelse", "finalbody", "handlers", "cases"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child
