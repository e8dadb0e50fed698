"""Statements: what running them does to names and objects, path by path."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.values import Condition, Known, PerRequest
from migrator.read import assignments, comprehensions, decorators, imports, loops, protected
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClassRef,
    DictRef,
    EnumMember,
    InstanceRef,
    ListRef,
    is_code,
)
from migrator.read.asking import asked
from migrator.read.class_syntax import FAITHFUL_CLASS_DECORATORS, names_defined
from migrator.read.expressions import truth
from migrator.read.frame import Frame
from migrator.read.heap import objects_of
from migrator.read.joining import join, negated
from migrator.read.module import last_name
from migrator.read.parameters import defaults_of
from migrator.read.reader import Reader
from migrator.read.returns import is_generator
from migrator.read.state import State
from migrator.read.telling import tested_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.read.module import ModuleSource
    from migrator.read.program import Program


def run_module(program: Program, module: ModuleSource) -> State:
    """The state after a module was imported, as its names stand then."""
    return read_module(Reader(program), module)


def read_module(reader: Reader, module: ModuleSource) -> State:
    """Run a module's top level with `reader`, which keeps what it sends and defines."""
    frame = Frame(module, State())
    run_block(reader, module.tree.body, frame)
    return frame.state


def run_block(reader: Reader, body: Sequence[ast.stmt], frame: Frame) -> bool:
    """Run statements in order; returns whether the end is reached.

    Code behind a `return` or the like is read for what it sends, and changes nothing.
    """
    for index, statement in enumerate(body):
        if not run_statement(reader, statement, frame):
            rest = body[index + 1 :]
            if rest:
                run_block(reader, rest, _ghost(frame))
            return False
    return True


def run_statement(reader: Reader, node: ast.stmt, frame: Frame) -> bool:
    """Run one statement; returns whether the next one is reached."""
    reader.steps.take()
    match node:
        case ast.Expr(value=value):
            reader.evaluate(value, frame)
        case ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.Delete():
            assignments.run(reader, node, frame)
        case ast.Return(value=value):
            result = Known(None) if value is None else reader.evaluate(value, frame)
            if frame.function is not None and is_generator(frame.function):
                reader.spoil(result, "it is what a generator ends with", frame)
            left = frame.state.fork()
            frame.returned.append((result, left))
            frame.paths[id(left)] = left, frame.path
            return False
        case ast.Raise():
            for part in (node.exc, node.cause):
                if part is not None:
                    reader.evaluate(part, frame)
            return False
        case ast.Break() | ast.Continue():
            frame.left_loop.append(frame.state.fork())
            return False
        case ast.If():
            return _if(reader, node, frame)
        case ast.For() | ast.AsyncFor() | ast.While():
            return loops.loop(reader, node, frame)
        case ast.Try() | ast.TryStar():
            return protected.attempt(reader, node, frame)
        case ast.With() | ast.AsyncWith():
            return protected.within(reader, node, frame)
        case ast.Match():
            return _match(reader, node, frame)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            _define(reader, node, frame)
        case ast.ClassDef():
            reader.assign_name(node.name, _class(reader, node, frame), frame)
        case ast.Import() | ast.ImportFrom():
            imports.run(reader, node, frame)
        case ast.Assert(test=test, msg=message):
            reader.evaluate(test, frame)
            if message is not None:
                reader.evaluate(message, frame.fork())
    return True


def _define(reader: Reader, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame) -> None:
    applied = [reader.evaluate(decorator, frame) for decorator in node.decorator_list]
    for decorator, value in zip(node.decorator_list, applied, strict=True):
        if is_code(value):
            why = f"{node.name}() is wrapped by @{ast.unparse(decorator)}"
            reader.program.wrapped.setdefault(node, why)
    _keep_defaults(reader, node, frame)
    defined = decorators.decorated(reader, node, reader.define(node, frame), applied, frame)
    reader.assign_name(node.name, defined, frame)


def _keep_defaults(
    reader: Reader, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame
) -> None:
    known = reader.program.defaults.setdefault(node, {})
    for parameter, default in defaults_of(node.args):
        value = reader.evaluate(default, frame)
        if isinstance(value, DictRef | ListRef) and not isinstance(default, ast.Dict | ast.List):
            reader.spoil(value, f"{node.name}() takes it by default", frame)
        if objects_of(value) and not isinstance(value, InstanceRef):
            value = frame.unknown(default, "it is one object shared by all calls")
        frame.state.capture([value])
        before = known.get(parameter.arg, value)
        same = before == value
        known[parameter.arg] = value if same else frame.unknown(default, "it differs")


def _class(reader: Reader, node: ast.ClassDef, frame: Frame) -> ClassRef | PerRequest:
    decorators = tuple(_decorator(reader, part, frame) for part in node.decorator_list)
    bases = tuple(reader.evaluate(part, frame) for part in node.bases)
    for word in node.keywords:
        reader.evaluate(word.value, frame)
    ref = ClassRef(frame.module.path, node)
    reader.instances.lines.remember(ref, bases, decorators)
    inner = Frame(
        frame.module,
        frame.state.within(dict(frame.state.names)),
        frame.function,
        ref,
        reader.visible(frame),
        frame.chain,
        class_body=True,
        live=frame.globals_now,
        root=frame.root,
    )
    run_block(reader, node.body, inner)
    bound = names_defined(node)
    own = {name: value for name, value in inner.state.names.items() if name in bound}
    reader.instances.remember(ref, own, inner)
    frame.state.heap = inner.state.heap
    for decorator in node.decorator_list:
        if last_name(decorator) not in FAITHFUL_CLASS_DECORATORS:
            return PerRequest(node.name, f"@{frame.module.code(decorator)} may replace the class")
    return ref


def _decorator(reader: Reader, node: ast.expr, frame: Frame) -> Abstract:
    """What a decorator stands for, whether it is called with arguments or not."""
    reader.evaluate(node, frame)
    return reader.evaluate(node.func if isinstance(node, ast.Call) else node, frame)


def _if(reader: Reader, node: ast.If, frame: Frame) -> bool:
    decided = truth(reader.evaluate(node.test, frame), frame)
    name = tested_name(node.test)
    about = reader.evaluate(name, frame) if name is not None else None
    when = asked(node.test, frame, _condition_text(reader, node.test, frame), about)
    other, before = frame.fork(), frame.path
    if decided is None:
        frame.path, other.path = (*before, when), (*before, negated(when))
    leaving = len(frame.returned), len(frame.left_loop)
    one_falls = run_block(reader, node.body, frame)
    if decided is False:
        _forget_exits(frame, leaving)
    leaving = len(frame.returned), len(frame.left_loop)
    other_falls = run_block(reader, node.orelse, other)
    if decided is True:
        _forget_exits(frame, leaving)
        return one_falls
    if decided is False or not one_falls:
        frame.state.become(other.state)
        frame.path = other.path
        return other_falls
    if other_falls:
        frame.path = before
        frame.state = join(frame.state, other.state, when, f"`{when.text}` decides it")
    return True


def _forget_exits(frame: Frame, kept: tuple[int, int]) -> None:
    """Code that is never reached doesn't leave anything."""
    returned, left = kept
    del frame.returned[returned:]
    del frame.left_loop[left:]


def _condition_text(reader: Reader, test: ast.expr, frame: Frame) -> str:
    """A test as text; one that each round of a loop makes anew says which it is."""
    plain = frame.module.code(test)
    if not frame.round:
        return plain
    text = comprehensions.test_text(reader, test, frame)
    return text if text != plain else f"{plain} ({frame.round})"


def _match(reader: Reader, node: ast.Match, frame: Frame) -> bool:
    subject = reader.evaluate(node.subject, frame)
    exits: list[tuple[State, Condition | None]] = []
    complete = False
    for case in node.cases:
        chosen = _chosen(reader, case.pattern, subject, frame) if case.guard is None else None
        if chosen is False:
            run_block(reader, case.body, _ghost(frame))
            continue
        branch = frame.fork()
        for name in _captured(case.pattern):
            unknown = PerRequest(name, "it is captured by a match")
            among = frozenset(frame.state.reachable([subject]))
            reader.assign_name(name, AnyOf(among, unknown) if among else unknown, branch)
        if case.guard is not None:
            reader.evaluate(case.guard, branch)
        elif isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
            complete = True
        complete = complete or chosen is True
        if run_block(reader, case.body, branch):
            exits.append((branch.state, _compared(reader, node, case, frame)))
        if chosen is True:
            break
    if not complete:
        exits.append((frame.state, None))
    if not exits:
        return False
    state, _ = exits.pop()
    for other, when in reversed(exits):
        state = join(other, state, when, "a match decides it")
    frame.state = state
    return True


def _compared(
    reader: Reader, node: ast.Match, case: ast.match_case, frame: Frame
) -> Condition | None:
    """The comparison that a case stands for, where a name is matched with texts or members."""
    pattern = case.pattern
    alternatives = pattern.patterns if isinstance(pattern, ast.MatchOr) else [pattern]
    texts = [
        part.value
        for part in alternatives
        if isinstance(part, ast.MatchValue) and _is_text_or_member(reader, part.value, frame)
    ]
    if case.guard is not None or len(texts) < len(alternatives):
        return None
    if not isinstance(node.subject, ast.Name):
        return None
    several = len(texts) > 1
    operator: ast.cmpop = ast.In() if several else ast.Eq()
    other: ast.expr = ast.Tuple(list(texts), ast.Load()) if several else texts[0]
    test = ast.Compare(node.subject, [operator], [other])
    return asked(ast.copy_location(test, texts[0]), frame)


def _is_text_or_member(reader: Reader, value: ast.expr, frame: Frame) -> bool:
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str)
    named = isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name)
    return named and isinstance(reader.evaluate(value, frame), EnumMember)


def _chosen(reader: Reader, pattern: ast.pattern, subject: Abstract, frame: Frame) -> bool | None:
    """Whether a pattern of constants matches a constant; None when that isn't known."""
    if not isinstance(subject, Known):
        return None
    match pattern:
        case ast.MatchValue(value=value):
            other = reader.evaluate(value, frame)
            return other.value == subject.value if isinstance(other, Known) else None
        case ast.MatchSingleton(value=value):
            return subject.value is value
        case ast.MatchOr(patterns=patterns):
            found = [_chosen(reader, part, subject, frame) for part in patterns]
            if True in found and None not in found[: found.index(True)]:
                return True
            return None if None in found or True in found else False
        case ast.MatchAs(pattern=None, name=None):
            return True
    return None


def _ghost(frame: Frame) -> Frame:
    """A way that is never taken; it is read for what it would send."""
    ghost = frame.fork()
    ghost.returned, ghost.left_loop = [], []
    return ghost


def _captured(pattern: ast.pattern) -> list[str]:
    names = []
    for node in walk(pattern):
        if isinstance(node, ast.MatchAs | ast.MatchStar) and node.name is not None:
            names.append(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest is not None:
            names.append(node.rest)
    return names
