"""Loops: a body is run until another round changes nothing, then once more for what it sends."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import walk
from migrator.model.values import PerRequest
from migrator.read import assignments, comprehensions, rounds
from migrator.read.dicts import all_of
from migrator.read.joining import join

if TYPE_CHECKING:
    from migrator.read.abstract import Abstract
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader
    from migrator.read.state import State

_MAX_ROUNDS = 6
_MAX_UNROLLED = 24
_BUILDING = frozenset(
    {"pop", "update", "setdefault", "append", "extend", "get", "items", "keys", "values", "copy"}
    | {"strip", "lower", "upper", "startswith", "endswith", "replace", "format", "clear"}
)
_TELLING = frozenset({"isinstance", "len", "str", "bool", "int", "float", "dict", "list"})
_TELLING |= {"getattr", "hasattr"}
_BUILDING_STATEMENTS = (
    ast.If, ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Delete, ast.Expr, ast.Continue,
    ast.Break, ast.Pass, ast.For,
)  # fmt: skip
_WHY = "it changes in a loop"
Loop: TypeAlias = ast.For | ast.AsyncFor | ast.While


def loop(reader: Reader, node: Loop, frame: Frame) -> bool:
    """Run a loop; returns whether the statement after it is reached."""
    items = None
    if isinstance(node, ast.For) and _builds(node):
        over = _rounds(reader, node.iter, frame)
        if over is None:
            items = reader.evaluate(node.iter, frame)
            over = rounds.of_list(items, frame)
        if over and not reader.steps.exhausted and _is_followed(node, over, frame):
            return _unrolled(reader, node, over, frame)
    if items is None and not isinstance(node, ast.While):
        items = reader.evaluate(node.iter, frame)
    reader.silent += 1
    with reader.steps.half():
        entry = _settled(reader, node, items, frame)
    reader.silent -= 1
    after = _round(reader, node, items, frame, entry.fork())
    frame.state.become(join(entry, after, None, _WHY))
    from migrator.read.statements import run_block

    if node.orelse:
        left = frame.state.fork()
        falls = run_block(reader, node.orelse, frame)
        if any(isinstance(part, ast.Break) for step in node.body for part in ast.walk(step)):
            frame.state.become(join(frame.state, left, None, _WHY) if falls else left)
    return True


def _settled(reader: Reader, node: Loop, items: Abstract | None, frame: Frame) -> State:
    """The state before any round of a loop."""
    entry = frame.state.fork()
    for _ in range(_MAX_ROUNDS):
        if reader.steps.exhausted:
            break
        after = _round(reader, node, items, frame, entry.fork())
        widened = join(entry, after, None, _WHY)
        if widened.same_as(entry):
            return entry
        entry = widened
    for key in list(entry.heap):
        entry.heap.spoil(key, _WHY)
    entry.names = {name: PerRequest(name, _WHY) for name in entry.names}
    return entry


def _rounds(reader: Reader, iterated: ast.expr, frame: Frame) -> rounds.Rounds | None:
    if isinstance(iterated, ast.ListComp):
        return comprehensions.rounds_of(reader, iterated, frame)
    return rounds.of_dict(reader, iterated, frame)


def _builds(node: ast.For) -> bool:
    """Whether a loop does nothing but put together objects, and in rounds that are alike."""
    if any(isinstance(part, ast.Break) for part in walk(node)) and node.orelse:
        return False
    for part in (inner for statement in node.body for inner in walk(statement)):
        match part:
            case ast.Call(func=ast.Attribute(attr=name)):
                if name not in _BUILDING:
                    return False
            case ast.Call(func=ast.Name(id=name)):
                if name not in _TELLING:
                    return False
            case ast.Call() | ast.Await() | ast.Yield() | ast.YieldFrom() | ast.NamedExpr():
                return False
            case ast.stmt() if not isinstance(part, _BUILDING_STATEMENTS):
                return False
    return True


def _is_followed(node: ast.For, over: rounds.Rounds, frame: Frame) -> bool:
    return (
        over.rest is None
        and len(over.items) <= _MAX_UNROLLED
        and all(rounds.unpacked(node.target, each.values, frame) for each in over.items)
    )


def _unrolled(reader: Reader, node: ast.For, over: rounds.Rounds, frame: Frame) -> bool:
    """Run a loop round by round."""
    from migrator.read.statements import run_block

    outer, frame.left_loop = frame.left_loop, []
    breaks = any(isinstance(part, ast.Break) for part in walk(node))
    before_round, exits = frame.round, []
    for number, each in enumerate(over.items):
        skipped = frame.state.fork() if each.when else None
        frame.round = f"{before_round}round {number + 1}"
        for name, value in (rounds.unpacked(node.target, each.values, frame) or {}).items():
            assignments.assign_name(reader, name, value, frame)
        falls = run_block(reader, node.body, frame)
        ends = [*([frame.state] if falls else []), *frame.left_loop]
        exits += frame.left_loop if breaks else []
        frame.left_loop = []
        state = ends[0]
        for other in ends[1:]:
            state = join(state, other, None, _WHY)
        if skipped is not None:
            state = join(state, skipped, all_of(each.when), _WHY)
        frame.state.become(state)
    for other in exits:
        frame.state.become(join(frame.state, other, None, _WHY))
    frame.round, frame.left_loop = before_round, outer
    return run_block(reader, node.orelse, frame)


def _round(reader: Reader, node: Loop, items: Abstract | None, frame: Frame, state: State) -> State:
    from migrator.read.statements import run_block

    outer, frame.left_loop = frame.left_loop, []
    frame.state.become(state)
    if isinstance(node, ast.While):
        reader.evaluate(node.test, frame)
    else:
        if isinstance(node, ast.AsyncFor):
            reader.others_ran(frame, "other code may have run between two rounds")
        why = "it is one of the items of a loop"
        held = frame.unknown(node.iter, why) if items is None else items
        each = rounds.each_of(reader, node, held, frame)
        for name, value in each.items():
            assignments.assign_name(reader, name, value, frame)
        if not each:
            member = reader.member(held, node.target, why, frame)
            assignments.assign(reader, node.target, member, frame)
    run_block(reader, node.body, frame)
    after = frame.state.fork()
    for left in frame.left_loop:
        after = join(after, left, None, _WHY)
    frame.left_loop = outer
    return after
