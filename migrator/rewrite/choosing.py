"""Choosing: where a call that has several agents says which one, before its URL or in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Sequence

from migrator.find.syntax import walk
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import Refusal, SiteEdit
from migrator.rewrite.picks import Either, FromTable, Named, Pick, code
from migrator.rewrite.rendering import Insertion

_PLAIN_KEY = re.compile(r"[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(, [A-Za-z_]\w*(\.[A-Za-z_]\w*)*)*")
_FUNCTION = (ast.FunctionDef, ast.AsyncFunctionDef)
_LINE = 88
_LEAVING = (ast.Raise, ast.Return, ast.Continue, ast.Break)
_ASSIGN = (ast.Assign, ast.AnnAssign, ast.AugAssign)
_COMPREHENSION = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def hole(draft: Draft, edit: SiteEdit, node: ast.expr) -> str:
    """What goes into the URL for the agent's id: a constant, a lookup, or a variable of its own."""
    match edit.pick:
        case Named(reference=reference):
            return reference.name
        case FromTable(keys=keys, default=None) if all(map(_PLAIN_KEY.fullmatch, keys)):
            if _asked_before(draft, edit, draft.source.statement(node)) is None:
                return code(edit.pick, draft.source.quote)
    text = code(edit.pick, draft.source.quote)
    for name in _names(edit):
        known = draft.chosen_as(function_of(draft, node), name)
        if known == text or (known is None and not draft.names.bound_anywhere(name)):
            return name
    raise Refusal("There is no free name for the agent that is chosen.")


def assign(draft: Draft, edit: SiteEdit, name: str, values: Iterable[ast.expr]) -> None:
    """See to it that a variable holds the choice before the first of `values` is evaluated.

    Raises Refusal where no statement of its own can stand there.
    """
    text = code(edit.pick, draft.source.quote)
    if isinstance(edit.pick, Named) or name == text:
        return
    statements = [_standing_before(draft, value) for value in values]
    first = min(statements, key=lambda statement: statement.lineno)
    asking = _asked_before(draft, edit, first)
    branches = _branches(draft, asking, edit.pick) if asking is not None else None
    if branches is None:
        draft.choose(asking or first, function_of(draft, first), name, text)
        return
    for suite, pick in branches:
        draft.choose(suite[0], function_of(draft, first), name, code(pick, draft.source.quote))
        draft.filled.add(suite[0])


def _branches(draft: Draft, node: ast.stmt, pick: Pick) -> list[tuple[list[ast.stmt], Pick]] | None:
    """The branches of a statement that asks what the pick does, each with what is picked there."""
    found = None
    if isinstance(node, ast.If):
        found = _of_tests(draft, node, pick)
    elif isinstance(node, ast.Match):
        found = _of_cases(node, pick)
    if found is None or not all(_has_room(draft, suite[0]) for suite, _ in found):
        return None
    return found


def _of_cases(node: ast.Match, pick: Pick) -> list[tuple[list[ast.stmt], Pick]] | None:
    found: list[tuple[list[ast.stmt], Pick]] = []
    falls_through = [case for case in node.cases if not isinstance(case.body[-1], _LEAVING)]
    if not falls_through:
        return None
    *cases, last = falls_through
    for case in cases:
        texts = [ast.unparse(n.value) for n in walk(case.pattern) if isinstance(n, ast.MatchValue)]
        if not isinstance(pick, Either) or case.guard is not None or not _asks(pick.test, texts):
            return None
        found.append((case.body, pick.yes))
        pick = pick.no
    # Whatever is matched last of all runs for all the rest, or nothing is left to choose.
    final = node.cases[-1].pattern
    rest = isinstance(final, ast.MatchAs) and final.pattern is None
    if not rest or last.guard is not None or isinstance(pick, Either):
        return None
    return [*found, (last.body, pick)]


def _asks(test: str, values: Sequence[str]) -> bool:
    """Whether a test compares with these values, as code says them, and no others."""
    match ast.parse(test, mode="eval").body:
        case ast.Compare(ops=[ast.In()], comparators=[ast.Tuple(elts=several)]):
            return list(map(ast.unparse, several)) == values
        case ast.Compare(ops=[ast.Eq()], comparators=[only]):
            return [ast.unparse(only)] == values
    return False


def _of_tests(draft: Draft, node: ast.If, pick: Pick) -> list[tuple[list[ast.stmt], Pick]] | None:
    if not isinstance(pick, Either) or ast.unparse(node.test) != pick.test or not node.orelse:
        return None
    found = [(node.body, pick.yes)]
    match node.orelse:
        case [ast.If() as other] if _is_elif(draft, other):
            further = _of_tests(draft, other, pick.no)
            return None if further is None else found + further
    return [*found, (node.orelse, pick.no)]


def _has_room(draft: Draft, statement: ast.stmt) -> bool:
    source = draft.source
    return not source.text[source.line_start(statement.lineno) : source.start(statement)].strip()


def function_of(draft: Draft, node: ast.AST) -> ast.AST | None:
    """The function in which a node is evaluated, None at a module's top level."""
    current = draft.source.parents.get(node)
    while current is not None and not isinstance(current, (*_FUNCTION, ast.Lambda)):
        current = draft.source.parents.get(current)
    return current


def choices(draft: Draft) -> list[Insertion]:
    """The lines that choose."""
    found = []
    for statement, (name, text) in draft.choices.items():
        indentation = draft.source.indentation(draft.source.start(statement))
        line = statement.lineno
        while line > 1 and draft.source.lines[line - 2].startswith(f"{indentation}#"):
            line -= 1
        lines = [f"{indentation}{each}" for each in _lines(draft, name, text, len(indentation))]
        found.append(Insertion(line, tuple(lines)))
    return found


def _lines(draft: Draft, name: str, text: str, indented: int) -> list[str]:
    """The choice on a line; a long one with tests as an `if` statement."""
    node = ast.parse(text, mode="eval").body
    line = f"{name} = {text}"
    fits = indented + len(line) <= _LINE and not _is_chain(node)
    if (
        fits
        or not isinstance(node, ast.IfExp)
        or any(isinstance(n, ast.Subscript) for n in walk(node))
    ):
        return [line]
    found: list[str] = []
    word, indent = "if", draft.source.indent

    def branch(head: str, value: ast.expr) -> None:
        inner = _lines(draft, name, _slice(text, value), indented + len(indent))
        found.extend([head, *(f"{indent}{each}" for each in inner)])

    current: ast.expr = node
    while isinstance(current, ast.IfExp):
        branch(f"{word} {_slice(text, current.test)}:", current.body)
        word, current = "elif", current.orelse
    branch("else:", current)
    return found


def _calls(node: ast.expr) -> bool:
    return any(isinstance(part, ast.Call | ast.Await) for part in walk(node))


def _is_chain(node: ast.expr) -> bool:
    inner = (node.body, node.orelse) if isinstance(node, ast.IfExp) else ()
    return any(isinstance(part, ast.IfExp) for part in inner)


def _slice(text: str, node: ast.expr) -> str:
    return ast.get_source_segment(text, node) or ast.unparse(node)


def _asked_before(draft: Draft, edit: SiteEdit, call: ast.stmt) -> ast.stmt | None:
    """The statement before the call's that asks last of all what decides, if it is run as often."""
    asking = [draft.source.expression(span) for span in edit.asked]
    found = [_whole(draft, draft.source.statement(n)) for n in asking if n is not None]
    last = max(found, key=lambda statement: statement.lineno, default=None)
    if (
        last is None
        or last.lineno >= call.lineno
        or not isinstance(last, (*_ASSIGN, ast.Expr, ast.If, ast.Match))
    ):
        return None
    current: ast.AST = call
    while last not in draft.source.suite(_statement(current)):
        current = draft.source.parents[_statement(current)]
        if isinstance(current, (*_FUNCTION, ast.For, ast.AsyncFor, ast.While, ast.Module)):
            return None
        if not isinstance(current, ast.stmt):
            return None
    return last if _has_room(draft, last) else None


def _whole(draft: Draft, statement: ast.stmt) -> ast.stmt:
    """The `if` that an `elif` belongs to."""
    while isinstance(statement, ast.If) and _is_elif(draft, statement):
        statement = _statement(draft.source.parents[statement])
    return statement


def _statement(node: ast.AST) -> ast.stmt:
    assert isinstance(node, ast.stmt)
    return node


def _names(edit: SiteEdit) -> list[str]:
    words = re.findall(r"[a-z]+", edit.site.function.rpartition(".")[2].lower())
    return ["agent_id", "_".join([*words, "agent_id"]), "chosen_agent_id"]


def _standing_before(draft: Draft, node: ast.expr) -> ast.stmt:
    """The statement above which a line is run once each time, right before the node is."""
    source = draft.source
    current: ast.AST = node
    while not isinstance(current, ast.stmt):
        parent = source.parents[current]
        if isinstance(parent, (*_COMPREHENSION, ast.Lambda)):
            raise Refusal("The agent is chosen inside an expression that runs by itself.")
        if isinstance(parent, ast.While) or (
            isinstance(parent, ast.If) and _is_elif(draft, parent)
        ):
            raise Refusal("The agent is chosen in a test that other code runs before.")
        current = parent
    if not _has_room(draft, current) or isinstance(current, (*_FUNCTION, ast.ClassDef)):
        raise Refusal(f"Line {current.lineno} has no room for the choice of the agent.")
    return current


def _is_elif(draft: Draft, node: ast.If) -> bool:
    parent = draft.source.parents[node]
    if not isinstance(parent, ast.If) or parent.orelse != [node]:
        return False
    return draft.source.text[draft.source.start(node) :].startswith("elif")
