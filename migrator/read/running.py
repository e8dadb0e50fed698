"""Running modules: every function once, as if anyone may call it at any time."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.find.syntax import walk
from migrator.model.values import PerRequest
from migrator.read.abstract import (
    ClassRef,
    ClientRef,
    DictRef,
    FunctionNode,
    HeapClient,
    HeapDict,
    HeapList,
    InstanceRef,
)
from migrator.read.callers import parameters
from migrator.read.calls import run_body
from migrator.read.class_syntax import is_property
from migrator.read.clients import SENDING_NAMES
from migrator.read.command_lines import of_options
from migrator.read.frame import Closure, Frame
from migrator.read.heap import Heap
from migrator.read.holders import methods_changing
from migrator.read.inert import inert_functions
from migrator.read.leading import leading_to
from migrator.read.module import EVERY_NAME, last_name
from migrator.read.parsing import UnreadableModule
from migrator.read.provided import provided
from migrator.read.reader import Reader
from migrator.read.searches import Searches
from migrator.read.state import State
from migrator.read.statements import read_module
from migrator.read.ways import ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from migrator.read.abstract import Abstract
    from migrator.read.holders import Holder
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program
    from migrator.read.sent import Sent


def requests_of(
    program: Program, module: ModuleSource, sending: set[str], *, asked: bool = False
) -> list[Sent]:
    """Every request that the code of a module sends, whoever calls its functions.

    Functions that mention none of the names `sending` send nothing by themselves, and are only
    read when the module is `asked` for, names an endpoint, or sends something. Those that are
    inert are only read when it is `asked` for.
    """
    reader = Reader(program)
    relied_on = dict(program.relied_on)
    state = _run_module(reader, module)
    knows_the_api = _knows_the_api(program, module)
    functions = list(module.functions())
    inert: frozenset[FunctionNode] = frozenset()
    if state is not None and (asked or knows_the_api):
        program.has_run(module.path, state)
    if state is not None and not asked:
        inert = inert_functions(program, module, state.names, sending)
    functions = [function for function in functions if function not in inert]
    paths = [endpoint.path for endpoint in program.pack.endpoints]
    paths.append(program.pack.target.connections.partition("{")[0])
    named = any(path in module.text for path in paths)
    chosen = functions if asked or named else _around_mentions(module, functions, sending)
    _run_functions(reader, module, chosen)
    if reader.sent and len(chosen) < len(functions):
        # What the others change may be what is sent.
        read = set(chosen)
        _run_functions(reader, module, [each for each in functions if each not in read])
        chosen = functions
    if len(chosen) == len(functions):
        program.roots.add(module.path)
        program.passed_over[module.path] = inert
    if not asked and not reader.sent and not knows_the_api:
        program.relied_on = relied_on
    return list(reader.sent.values())


def _knows_the_api(program: Program, module: ModuleSource) -> bool:
    """Whether a module says more of the API than the end of a path."""
    pack = program.pack
    words = (*program.hosts, *pack.anchors.payload_keys, *(each.path for each in pack.endpoints))
    return any(word in module.text for word in words)


def run_for_effects(program: Program, paths: Iterable[str]) -> None:
    """Run modules for what they change, not for what they send."""
    modules = []
    for path in sorted(paths):
        try:
            modules.append(program.module(path))
        except UnreadableModule:
            continue
    held = {name for (_, name), mutable in program.relied_on.items() if mutable}
    reaching = leading_to(modules, _under_other_names(modules, held))
    program.only_effects = True
    for module in modules:
        reader = Reader(program)
        _run_module(reader, module)
        functions = list(module.functions())
        _run_functions(reader, module, _around_mentions(module, functions, reaching))
    program.only_effects = False


def run_methods_of_holders(program: Program) -> None:
    """Run the methods of what holds objects for what they change, not for what they send."""
    program.only_effects = True
    reader = Reader(program)
    for holder in program.holders.values():
        for module, method in methods_changing(program, reader.instances.lines, holder):
            nested = [f for f in module.functions() if method in module.enclosing(f)]
            made_already = holder if method.name != "__init__" else None
            _run_functions(reader, module, [method], made_already)
            _run_functions(reader, module, nested)
    program.only_effects = False


def _around_mentions(
    module: ModuleSource, functions: Sequence[FunctionNode], names: set[str]
) -> list[FunctionNode]:
    """Those functions that mention one of `names`, or stand around one that does."""
    around = {
        outer
        for function in functions
        if not module.mentioned_names(function).isdisjoint(names)
        for outer in (function, *module.enclosing(function))
    }
    return [function for function in functions if function in around]


def _under_other_names(modules: Sequence[ModuleSource], names: set[str]) -> set[str]:
    """`names`, and those by which modules hand out what they stand for."""
    found = set(names)
    pending = names
    while pending:
        handed = {way for module in modules for name in pending for way in ways(module, name)}
        pending = handed - found
        found |= pending
    return found


def _run_module(reader: Reader, module: ModuleSource) -> State | None:
    """The state after it, None where it can't be told."""
    try:
        return read_module(reader, module)
    except RecursionError:
        _give_up(reader, module, module.tree)
        return None


def _give_up(reader: Reader, module: ModuleSource, part: ast.AST) -> None:
    """Go on without `part` of a module; calls there which may send something are told."""
    reader.silent = 0
    for node in walk(part):
        if isinstance(node, ast.Call) and last_name(node) in SENDING_NAMES:
            reader.calls.unfollowed[node] = None
    why = f"{module.path} is nested too deeply to follow"
    reader.program.taint(module.path, EVERY_NAME, why)


def _run_functions(
    reader: Reader,
    module: ModuleSource,
    functions: Iterable[FunctionNode],
    holder: Holder | None = None,
) -> None:
    words = {*reader.program.pack.anchors.payload_keys}
    words.update(endpoint.path for endpoint in reader.program.pack.endpoints)
    for function in sorted(functions, key=lambda f: len(module.enclosing(f))):
        sends = _may_send(module, function, words)
        with reader.program.budget.steps(sends=sends) as reader.steps:
            try:
                _run_function(reader, module, function, holder)
            except RecursionError:
                _give_up(reader, module, function)


def _may_send(module: ModuleSource, function: FunctionNode, words: set[str]) -> bool:
    """Whether a function sends something by itself, or says what is to be sent where."""
    if not module.mentioned_names(function).isdisjoint(SENDING_NAMES):
        return True
    return any(isinstance(node, ast.Constant) and node.value in words for node in walk(function))


def _run_function(
    reader: Reader, module: ModuleSource, function: FunctionNode, holder: Holder | None = None
) -> None:
    around = module.enclosing(function)
    closure = reader.closures.get(function) or Closure(_hidden(module, around), State())
    around_it = closure.state.fork()
    held = around_it.reachable(closure.names.values())
    heap = holder.heap.fork() if holder is not None else Heap()
    heap.update((key, around_it.heap[key]) for key in held if key in around_it.heap)
    frame = Frame(
        module,
        State(heap=heap),
        function,
        closure=closure.names,
        root=function,
        around=closure.around,
    )
    for key in list(heap):
        heap.mark(key, foreign=True)
    receiver = None
    if around and isinstance(around[0], ast.ClassDef):
        cls = ClassRef(module.path, around[0])
        frame.owner = cls
        labels = {module.code(d) for d in getattr(function, "decorator_list", [])}
        if "staticmethod" not in labels:
            is_class = "classmethod" in labels
            held_by = holder.ref if holder is not None else None
            receiver = cls if is_class else held_by or reader.instances.of_method(cls, frame)
    program = reader.program
    program.calls.homes[function] = module
    frame.state.names = parameters(function, receiver, program.known.get(function), frame)
    frame.state.names.update(provided(reader, module, function, frame))
    frame.state.names.update(of_options(reader, function, frame))
    for key in list(frame.state.heap):
        program.spoil_changed(frame.state.heap, key)
    result = run_body(reader, function, frame)
    if isinstance(receiver, InstanceRef):
        _hand_out(reader, function, receiver, result, frame)


def _hand_out(
    reader: Reader, function: FunctionNode, receiver: InstanceRef, result: Abstract, frame: Frame
) -> None:
    """What a method returns of its instance may be changed by those who call it."""
    state = frame.state
    returned = state.reachable([result])
    if receiver.id in returned or isinstance(function, ast.Lambda):
        return
    clients = {key for key in returned if isinstance(state.heap.get(key), HeapClient)}
    returned -= {key for client in clients for key in state.members(ClientRef(client))}
    ask = reader.program.ask
    for key in returned & state.reachable([receiver]):
        why = None
        if key in clients:
            why = ask(Searches.held_client_changed, function.name, not is_property(function))
        elif isinstance(state.heap.get(key), HeapDict | HeapList):
            flat = not state.members(DictRef(key))
            why = ask(Searches.held_data_changed, function.name, flat)
        if why is not None:
            reader.program.destabilise(key, why, function)


def _hidden(module: ModuleSource, around: Sequence[ast.AST]) -> dict[str, Abstract]:
    """Names of functions around one that was not seen to be defined."""
    why = "the function around it was not followed"
    return {
        name: PerRequest(name, why)
        for outer in around
        if isinstance(outer, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for name in module.local_names(outer)
    }
