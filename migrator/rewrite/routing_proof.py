"""Proof that an edit does nothing but let calls choose their agent at run time.

The edits are taken back on the new syntax tree, and what is left must be the old one: each call
with the payload that was handed to `route`, and a URL that ends with the path that it gave. What
the call sends where no agent is known is read again from scratch, and must be what it sent.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from migrator.find.syntax import walk
from migrator.model.own_modules import FUNCTION, FUNCTIONS, URL_FUNCTION
from migrator.model.pack import RulePack
from migrator.model.sites import CallSite
from migrator.rewrite.edits import Refusal
from migrator.rewrite.module_reference import ModuleReference
from migrator.rewrite.names import Names
from migrator.rewrite.proof import changed_call
from migrator.rewrite.residue import Edited
from migrator.rewrite.routing_order import check_carried, check_order
from migrator.rewrite.routing_places import names_in, scope_of, statement_of
from migrator.rewrite.routing_senders import method_of
from migrator.rewrite.source import Source


@dataclass(frozen=True, slots=True)
class RoutedPair:
    """A call before and after it was routed.

    With `is_shared` it sends what several callers give it, as it came.
    """

    old: CallSite
    new: CallSite
    is_shared: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A statement `path, body = route(channel, payload)`, or one that is given a URL first.

    `method` is what it is given as the method besides.
    """

    statement: ast.Assign
    function: str
    path: str
    body: str
    first: ast.expr
    payload: ast.expr
    method: ast.expr | None = None

    @property
    def channel(self) -> str | None:
        """The channel that it names, None where it is given something else."""
        known = self.first.value if isinstance(self.first, ast.Constant) else None
        return known if isinstance(known, str) else None


class _Unproved(Exception):
    """`str()` is one sentence."""


def choice_in(statement: ast.AST) -> Choice | None:
    """What a statement chooses, None when it is another one."""
    match statement:
        case ast.Assign(
            targets=[ast.Tuple(elts=[ast.Name(id=path), ast.Name(id=body)])],
            value=ast.Call(
                func=ast.Name(id=function),
                args=[first, payload, *method],
                keywords=[],
            ),
        ) if len(method) < 2:
            return Choice(statement, function, path, body, first, payload, *method)
    return None


def unproved(
    file: Edited,
    pairs: Sequence[RoutedPair],
    wanted: ModuleReference,
    pack: RulePack,
    used_elsewhere: Callable[[str], bool],
) -> str | None:
    """Why the edit of a file isn't proved, None when it is.

    `pairs` are all calls of the file that the edit routes; `wanted` is how the file has to import
    the routing module, `used_elsewhere` tells whether other files mention a name.
    """
    try:
        _prove(file, pairs, wanted, pack, used_elsewhere)
    except (_Unproved, Refusal) as problem:
        return str(problem)
    except (SyntaxError, ValueError, LookupError, AssertionError, RecursionError) as problem:
        return f"The edited file can't be compared: {problem}."
    return None


def _prove(
    file: Edited,
    pairs: Sequence[RoutedPair],
    wanted: ModuleReference,
    pack: RulePack,
    used_elsewhere: Callable[[str], bool],
) -> None:
    mark = "\ufeff"
    old = Source(file.path, file.before.removeprefix(mark))
    new = Source(file.path, file.after.removeprefix(mark))
    before = {each: wanted.name_in(old.tree, each) for each in FUNCTIONS}
    after = {each: wanted.name_in(new.tree, each) for each in FUNCTIONS}
    added = [each for each in FUNCTIONS if after[each] is not None and before[each] is None]
    taken = names_in(old.tree)
    for each in added:
        if after[each] in taken:
            raise _Unproved(f"`{each}` would be something else in this file.")
    names = Names(old.tree)
    masks: list[tuple[ast.expr, ast.expr]] = []
    choices: list[Choice] = []
    for pair in pairs:
        choice, of_pair = _proved_call(old, new, names, pair, after, pack, used_elsewhere)
        cut = _cut_from(new.expression(pair.new.url_span))
        if not pack.target.connections.startswith(cut):
            raise _Unproved("The paths of agents don't begin with what the base URL ends with.")
        choices.append(choice)
        masks += of_pair
    _check_apart(new, choices, pairs)
    for nth, (one, other) in enumerate(masks):
        _mask(old, one, nth)
        _mask(new, other, nth)
    for choice in choices:
        new.suite(choice.statement).remove(choice.statement)
    if added:
        used = min(each.statement.lineno for each in choices)
        _take_import_back(new.tree, wanted, sorted(added), used)
    if ast.dump(old.tree) != ast.dump(new.tree):
        raise _Unproved("The edit would change something besides the calls.")


def _proved_call(
    old: Source,
    new: Source,
    names: Names,
    pair: RoutedPair,
    called: Mapping[str, str | None],
    pack: RulePack,
    used_elsewhere: Callable[[str], bool],
) -> tuple[Choice, list[tuple[ast.expr, ast.expr]]]:
    """What chooses the agent of a call, and the expressions that differ because of it.

    `called` are the names of the routing module's functions in the file.
    """
    then = pair.old
    if pair.is_shared:
        # Whatever it is given is sent as it came, or taken apart as it is then.
        then = replace(then, function=pair.new.function, body=pair.new.body)
    difference = changed_call(then, pair.new)
    if difference is not None:
        raise _Unproved(f"Without an agent, {difference}.")
    codes = [[f.code for f in site.problems] for site in (pair.old, pair.new)]
    if codes[0] != codes[1] and not pair.is_shared:
        raise _Unproved("The call would be understood otherwise than before.")
    call, url, payload = map(old.expression, (pair.old.span, pair.old.url_span, pair.old.body_span))
    new_url, body = new.expression(pair.new.url_span), new.expression(pair.new.body_span)
    if not isinstance(call, ast.Call) or url is None or payload is None:
        raise _Unproved("The call was not found at its place in the file.")
    if new_url is None or not isinstance(body, ast.Name):
        raise _Unproved("The new call doesn't send the body that was chosen.")
    statement = statement_of(old, payload)
    choice = _choice_before(new, new.statement(body))
    by_url = choice is not None and choice.function == called[URL_FUNCTION]
    check_order(old, names, pack, pair.old, statement, used_elsewhere, takes_url=by_url)
    check_carried(old, statement, call, payload)
    wanted = called[URL_FUNCTION if by_url else FUNCTION]
    if choice is None or (choice.function, choice.body) != (wanted, body.id):
        raise _Unproved("The agent isn't chosen right before the payload is taken.")
    if by_url and ast.dump(choice.first) != ast.dump(url):
        raise _Unproved("The agent would be chosen for another URL.")
    if by_url and not isinstance(new_url, ast.Name):
        raise _Unproved("The new call isn't sent to the URL that was chosen.")
    method = method_of(call) if by_url else None
    if _dumped(choice.method) != _dumped(method):
        raise _Unproved("The agent would be chosen for another method.")
    if not by_url and (choice.channel is None or choice.channel != pair.old.channel):
        raise _Unproved("The agent would be chosen for another channel.")
    if ast.dump(choice.payload) != ast.dump(payload):
        raise _Unproved("The agent would be chosen for another payload.")
    if {choice.path, choice.body} & names_in(scope_of(old, statement)):
        raise _Unproved("A variable of the function would get another value.")
    if _end_of(new_url) != choice.path or _count(new_url, choice.path) != 1:
        raise _Unproved("The new URL doesn't end with the path that was chosen.")
    return choice, [(url, new_url), (payload, body)]


def _dumped(node: ast.expr | None) -> str:
    return ast.dump(node) if node is not None else ""


def _choice_before(source: Source, statement: ast.stmt) -> Choice | None:
    suite = source.suite(statement)
    at = suite.index(statement)
    return choice_in(suite[at - 1]) if at else None


def _end_of(node: ast.expr) -> str | None:
    """The variable whose text an expression's text ends with, after text that doesn't depend on it."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.JoinedStr(values=[*_, ast.FormattedValue(value, -1, None)]):
            return _end_of(value)
        case ast.BinOp(op=ast.Add(), right=right):
            return _end_of(right)
        case ast.Call(
            func=ast.Name(id="urljoin") | ast.Attribute(attr="urljoin"), args=[_, path], keywords=[]
        ):
            return _end_of(path)
        # What isn't the text of a URL then has been read as another one.
        case ast.Call(
            func=ast.Name(id="URL" | "str") | ast.Attribute(attr="URL" | "join"),
            args=[only],
            keywords=[],
        ):
            return _end_of(only)
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=name), attr="removeprefix"),
            args=[ast.Constant(value=str())],
            keywords=[],
        ):
            return name
    return None


def _cut_from(url: ast.expr | None) -> str:
    """What of the path is left out, because the base URL ends with it."""
    for node in walk(url) if url is not None else ():
        match node:
            case ast.Call(
                func=ast.Attribute(attr="removeprefix"), args=[ast.Constant(value=str(text))]
            ):
                return text
    return ""


def _count(node: ast.AST, name: str) -> int:
    return sum(isinstance(part, ast.Name) and part.id == name for part in walk(node))


def _check_apart(new: Source, choices: Sequence[Choice], pairs: Sequence[RoutedPair]) -> None:
    """No call may get what was chosen for another one."""
    if len({choice.statement for choice in choices}) != len(choices):
        raise _Unproved("Two calls would get what was chosen for one of them.")
    for choice, pair in zip(choices, pairs, strict=True):
        url = pair.new.url_span
        assert url is not None
        for other in choices:
            between = choice.statement.lineno < other.statement.lineno <= url.line
            if other is not choice and between and {other.path, other.body} & {choice.path}:
                raise _Unproved("Another call's agent is chosen before this call is made.")


def _mask(source: Source, node: ast.expr, nth: int) -> None:
    stand_in = ast.Name(id=f"<{nth}>", ctx=ast.Load())
    parent = source.parents[node]
    for field, value in ast.iter_fields(parent):
        if value is node:
            setattr(parent, field, stand_in)
            return
        if isinstance(value, list) and any(each is node for each in value):
            value[[each is node for each in value].index(True)] = stand_in
            return
    raise _Unproved("The call was not found at its place in the file.")


def _take_import_back(
    tree: ast.Module, wanted: ModuleReference, added: Sequence[str], used: int
) -> None:
    """Take the import of these names out of a tree whose first use of it is on a line."""
    for node in wanted.imports_in(tree):
        if sorted(alias.name for alias in node.names) == added and node.lineno < used:
            tree.body.remove(node)
            return
    raise _Unproved("The routing module isn't imported above all that asks it.")
