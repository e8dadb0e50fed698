"""Statements: what running them does to names and objects, path by path."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.values import Condition, Known, PerRequest
from migrator.read import assignments
from migrator.read.abstract import Abstract, ClassRef, ExternalRef, ImportedRef, ModuleRef
from migrator.read.expressions import truth
from migrator.read.frame import Frame
from migrator.read.reader import Reader
from migrator.read.state import State, join

if TYPE_CHECKING:
    from collections.abc import Sequence

    from migrator.read.module import ModuleSource
    from migrator.read.program import Program

_MAX_ROUNDS = 6
_IMPORT_ERRORS = frozenset({"ImportError", "ModuleNotFoundError"})


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
        if not _run(reader, statement, frame):
            rest = body[index + 1 :]
            if rest:
                ghost = frame.fork()
                ghost.returned, ghost.left_loop = [], []
                run_block(reader, rest, ghost)
            return False
    return True


def _run(reader: Reader, node: ast.stmt, frame: Frame) -> bool:
    reader.steps += 1
    match node:
        case ast.Expr(value=value):
            reader.evaluate(value, frame)
        case ast.Assign() | ast.AnnAssign() | ast.AugAssign() | ast.Delete():
            assignments.run(reader, node, frame)
        case ast.Return(value=value):
            result = Known(None) if value is None else reader.evaluate(value, frame)
            frame.returned.append((result, frame.state.fork()))
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
            return _loop(reader, node, frame)
        case ast.Try() | ast.TryStar():
            return _try(reader, node, frame)
        case ast.With() | ast.AsyncWith():
            return _with(reader, node, frame)
        case ast.Match():
            return _match(reader, node, frame)
        case ast.FunctionDef() | ast.AsyncFunctionDef():
            _define(reader, node, frame)
        case ast.ClassDef():
            frame.state.names[node.name] = _class(reader, node, frame)
        case ast.Import() | ast.ImportFrom():
            _import(reader, node, frame)
        case ast.Assert(test=test):
            reader.evaluate(test, frame)
    return True


def _define(reader: Reader, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame) -> None:
    for decorator in node.decorator_list:
        reader.evaluate(decorator, frame)
    for default in (*node.args.defaults, *(d for d in node.args.kw_defaults if d is not None)):
        reader.evaluate(default, frame)
    frame.state.names[node.name] = reader.define(node, frame)


def _class(reader: Reader, node: ast.ClassDef, frame: Frame) -> ClassRef | PerRequest:
    ref = ClassRef(frame.module.path, node)
    inner = Frame(
        frame.module,
        State(dict(frame.state.names), frame.state.heap),
        frame.function,
        ref,
        frame.closure,
        frame.chain,
        class_body=True,
    )
    run_block(reader, node.body, inner)
    own = {name: value for name, value in inner.state.names.items() if name in _bound(node)}
    reader.instances.remember(ref, own, frame)
    frame.state.heap = inner.state.heap
    return ref


def _bound(node: ast.ClassDef) -> frozenset[str]:
    from migrator.read.module import names_bound_by, own_nodes

    return frozenset(name for part in own_nodes(node) for name in names_bound_by(part))


def _if(reader: Reader, node: ast.If, frame: Frame) -> bool:
    decided = truth(reader.evaluate(node.test, frame), frame)
    when = Condition(ast.unparse(node.test), frame.module.span(node.test))
    other = frame.fork()
    other.returned, other.left_loop = frame.returned, frame.left_loop
    one_falls = run_block(reader, node.body, frame)
    other_falls = run_block(reader, node.orelse, other)
    if decided is True:
        return one_falls
    if decided is False or not one_falls:
        frame.state.become(other.state)
        return other_falls
    if other_falls:
        frame.state = join(frame.state, other.state, when, f"`{when.text}` decides it")
    return True


def _loop(reader: Reader, node: ast.For | ast.AsyncFor | ast.While, frame: Frame) -> bool:
    why = "it changes in a loop"
    if not isinstance(node, ast.While):
        reader.evaluate(node.iter, frame)
    entry = frame.state.fork()
    reader.silent += 1
    for _ in range(_MAX_ROUNDS):
        after = _round(reader, node, frame, entry.fork(), why)
        widened = join(entry, after, None, why)
        if widened == entry:
            break
        entry = widened
    else:
        for key in list(entry.heap):
            entry._spoil_object(key, why)
        entry.names = {name: PerRequest(name, why) for name in entry.names}
    reader.silent -= 1
    after = _round(reader, node, frame, entry.fork(), why)
    frame.state.become(join(entry, after, None, why))
    run_block(reader, node.orelse, frame)
    return True


def _round(
    reader: Reader,
    node: ast.For | ast.AsyncFor | ast.While,
    frame: Frame,
    state: State,
    why: str,
) -> State:
    outer, frame.left_loop = frame.left_loop, []
    frame.state.become(state)
    if isinstance(node, ast.While):
        reader.evaluate(node.test, frame)
    else:
        unknown = frame.unknown(node.target, "it is one of the items of a loop")
        assignments.assign(reader, node.target, unknown, frame)
    run_block(reader, node.body, frame)
    after = frame.state.fork()
    for left in frame.left_loop:
        after = join(after, left, None, why)
    frame.left_loop = outer
    return after


def _try(reader: Reader, node: ast.Try | ast.TryStar, frame: Frame) -> bool:
    why = "an exception may come before it"
    failed = frame.state.fork()
    falls = True
    for statement in node.body:
        falls = _run(reader, statement, frame)
        failed = join(failed, frame.state.fork(), None, why)
        if not falls:
            break
    if falls:
        falls = run_block(reader, node.orelse, frame)
    exits = [frame.state] if falls else []
    for handler in node.handlers:
        caught = frame.fork()
        caught.returned, caught.left_loop = frame.returned, frame.left_loop
        caught.state = failed.fork()
        if handler.name is not None:
            caught.state.names[handler.name] = PerRequest(handler.name, "it is an exception")
        if run_block(reader, handler.body, caught) and not (_is_import_guard(handler) and falls):
            exits.append(caught.state)
    if exits:
        state = exits[0]
        for other in exits[1:]:
            state = join(state, other, None, "an exception decides it")
        frame.state = state
    else:
        frame.state = failed
    if node.finalbody:
        return run_block(reader, node.finalbody, frame) and bool(exits)
    return bool(exits)


def _is_import_guard(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.type, ast.Name) and handler.type.id in _IMPORT_ERRORS


def _with(reader: Reader, node: ast.With | ast.AsyncWith, frame: Frame) -> bool:
    swallows = False
    for item in node.items:
        value = reader.evaluate(item.context_expr, frame)
        match item.context_expr:
            case ast.Call(func=function) if ast.unparse(function).endswith("suppress"):
                swallows = True
        if item.optional_vars is not None:
            assignments.assign(reader, item.optional_vars, value, frame)
    if not swallows:
        return run_block(reader, node.body, frame)
    before = frame.state.fork()
    for statement in node.body:
        falls = _run(reader, statement, frame)
        before = join(before, frame.state.fork(), None, "an exception may come before it")
        if not falls:
            break
    frame.state = before
    return True


def _match(reader: Reader, node: ast.Match, frame: Frame) -> bool:
    reader.evaluate(node.subject, frame)
    exits: list[State] = []
    complete = False
    for case in node.cases:
        branch = frame.fork()
        branch.returned, branch.left_loop = frame.returned, frame.left_loop
        for name in _captured(case.pattern):
            branch.state.names[name] = PerRequest(name, "it is captured by a match")
        if case.guard is not None:
            reader.evaluate(case.guard, branch)
        elif isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None:
            complete = True
        if run_block(reader, case.body, branch):
            exits.append(branch.state)
    if not complete:
        exits.append(frame.state)
    if not exits:
        return False
    state = exits[0]
    for other in exits[1:]:
        state = join(state, other, None, "a match decides it")
    frame.state = state
    return True


def _captured(pattern: ast.pattern) -> list[str]:
    names = []
    for node in ast.walk(pattern):
        if isinstance(node, ast.MatchAs | ast.MatchStar) and node.name is not None:
            names.append(node.name)
        elif isinstance(node, ast.MatchMapping) and node.rest is not None:
            names.append(node.rest)
    return names


def _import(reader: Reader, node: ast.Import | ast.ImportFrom, frame: Frame) -> None:
    program, names = reader.program, frame.state.names
    if isinstance(node, ast.Import):
        for alias in node.names:
            path = program.resolve_import(frame.module, alias.name, 0)
            first = alias.name.partition(".")[0]
            if alias.asname is not None:
                names[alias.asname] = ModuleRef(path) if path else ExternalRef(alias.name)
            elif path is not None:
                top = program.resolve_import(frame.module, first, 0)
                names[first] = ModuleRef(top) if top else PerRequest(first, "it is a package")
            else:
                names[first] = ExternalRef(first)
        return
    source = program.resolve_import(frame.module, node.module or "", node.level)
    for alias in node.names:
        if alias.name == "*":
            _import_star(reader, source, frame)
        else:
            names[alias.asname or alias.name] = _imported(reader, node, source, alias, frame)


def _imported(
    reader: Reader, node: ast.ImportFrom, source: str | None, alias: ast.alias, frame: Frame
) -> Abstract:
    if source is not None:
        return ImportedRef(source, alias.name)
    dotted = f"{node.module}.{alias.name}" if node.module else alias.name
    submodule = reader.program.resolve_import(frame.module, dotted, node.level)
    if submodule is not None:
        return ModuleRef(submodule)
    if node.level:
        return PerRequest(alias.name, f"the module {'.' * node.level}{dotted} isn't in the tree")
    return ExternalRef(dotted)


def _import_star(reader: Reader, source: str | None, frame: Frame) -> None:
    if source is None:
        return
    from migrator.read.program import UnreadableModule

    try:
        state = reader.program.state_of(source)
        module = reader.program.module(source)
    except UnreadableModule:
        return
    for name in list(state.names):
        if not name.startswith("_") or "__all__" in state.names:
            frame.state.names[name] = ImportedRef(module.path, name)
