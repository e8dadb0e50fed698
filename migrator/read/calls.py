"""What a call returns: functions of the tree are followed, well-known ones are modelled."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.values import Known, PerRequest, Text
from migrator.read import (
    added_headers,
    agent_answers,
    builtin_calls,
    command_lines,
    keeping,
    methods,
    modules_by_name,
    passing,
    request_objects,
    routed,
    sends,
)
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClassRef,
    ClientRef,
    DictRef,
    ExternalRef,
    FunctionNode,
    FunctionRef,
    InstanceRef,
    ListRef,
    MethodRef,
    PartialRef,
)
from migrator.read.arguments import Arguments, evaluated
from migrator.read.binding import Bound, bind
from migrator.read.choices import blurred
from migrator.read.class_syntax import label
from migrator.read.declared import declared_method
from migrator.read.decorators import CACHES, FAITHFUL
from migrator.read.frame import Frame
from migrator.read.heap import members_of, objects_of
from migrator.read.joining import join
from migrator.read.loggers import writes_to_a_log
from migrator.read.patching import package_of
from migrator.read.returns import chosen, is_generator
from migrator.read.searches import Searches
from migrator.read.strings import source_text, trailing_text

if TYPE_CHECKING:
    from migrator.read.origins import Chain
    from migrator.read.reader import Reader

_MAX_DEPTH = 6
_HARMLESS_ROOTS = (
    "logging.", "structlog.", "loguru.", "pprint.", "warnings.", "time.", "uuid.", "datetime.",
    "math.", "secrets.", "hashlib.", "base64.", "json.dump", "rich.", "traceback.",
    "requests.", "httpx.", "httpx2.", "aiohttp.", "urllib.", "urllib3.", "http.client.",
)  # fmt: skip
_HARMLESS_BUILTINS = frozenset(
    {"print", "len", "str", "repr", "isinstance", "issubclass", "type", "int", "float", "bool"}
    | {"abs", "id", "hash", "format", "round", "sum", "ord", "chr", "hasattr", "input", "open"}
    | {"range", "callable", "any", "all", "bytes", "bytearray", "divmod", "pow", "ascii"}
)
_TEXT_METHODS = frozenset(
    {"casefold", "endswith", "lower", "lstrip", "removeprefix", "removesuffix", "rsplit", "rstrip"}
    | {"split", "splitlines", "startswith", "strip", "title", "upper"}
)
_MAPPING_METHODS = frozenset({"items", "keys", "values"})
_VARS = ExternalRef("builtins.vars")
_REACH_NAMES = {ExternalRef(f"builtins.{name}") for name in ("eval", "exec", "locals", "vars")}


def call(reader: Reader, node: ast.Call, frame: Frame) -> Abstract:
    """What the call returns; its effects are on the frame's state, what it sends is recorded."""
    reader.steps.take()
    target = reader.evaluate(node.func, frame)
    arguments = evaluated(reader, node, frame)
    if isinstance(target, ExternalRef | MethodRef) and not _may_be_code(target):
        reader.calls.left_the_tree(node, frame)
    elif not isinstance(target, FunctionRef | ClassRef):
        reader.calls.lost(node, frame)
    sent = sends.send(reader, target, node, arguments, frame)
    if sent is not None:
        return sent
    added_headers.note(reader, node, arguments, frame)
    request_objects.note_sending(reader, target, node, frame)
    match target:
        case FunctionRef():
            return follow(reader, target, node, arguments, frame)
        case ClassRef():
            return reader.instances.create(target, node, arguments, frame)
        case MethodRef():
            result = methods.call_method(reader, target, node, arguments, frame)
            if result is not None:
                return result
        case ExternalRef(name=name):
            result = builtin_calls.call_known(reader, name, node, arguments, frame)
            if result is not None:
                return result
    result = _unknown_call(reader, target, node, arguments, frame)
    return command_lines.parsed(node, result, frame)


def _may_be_code(target: ExternalRef | MethodRef) -> bool:
    """Whether a call of something outside the tree may be one of a function in it."""
    return isinstance(target, MethodRef) and isinstance(target.receiver, AnyOf | PerRequest)


def _unknown_call(
    reader: Reader, target: Abstract, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract:
    unknown = frame.unknown(node, _returned(target, frame.module.code(node.func)))
    result = agent_answers.called(target, node, arguments, unknown)
    if passing.only_holds(target, arguments):
        values = arguments.values()
        members = frozenset(key for value in values for key in frame.state.members(value))
        found = frozenset(key for value in values for key in objects_of(value)) | members
        return AnyOf(found, result) if found else result
    if not _harmless(reader, target, node, arguments, frame) and not _asks_a_text(
        reader, target, node, arguments
    ):
        address = _endpoint_given(reader, arguments, frame)
        if address is not None:
            whole = (*frame.chain, node)
            reader.program.calls.handed[whole[0]] = source_text(address)
            reader.program.calls.handing.update(whole)
            _follow_as_declared(reader, node, arguments, frame)
        text = frame.module.code(node.func)
        held = () if _only_sends(target) else (target,)
        given = command_lines.but_choices(target, node, arguments, frame)
        for value in (*given, *held, *_reached_by_name(target, node, frame)):
            reader.spoil(value, f"it was passed to {text}()", frame)
        reader.others_ran(frame, f"{text}() may have changed it")
    module = modules_by_name.imported(reader, target, node, arguments, frame)
    return module if module is not None else result


def _follow_as_declared(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> None:
    ghost = frame.fork()
    method = declared_method(reader, node.func, ghost)
    if method is not None:
        _follow_in_doubt(reader, method, node, arguments, ghost)


def _only_sends(target: Abstract) -> bool:
    """Whether it is a partial of a library's function, which changes nothing that it holds."""
    function = target.function if isinstance(target, PartialRef) else None
    is_clients = isinstance(function, MethodRef) and isinstance(function.receiver, ClientRef)
    return is_clients or isinstance(function, ExternalRef)


def _returned(target: Abstract, text: str) -> str:
    if isinstance(target, MethodRef) and isinstance(target.receiver, AnyOf):
        some = target.receiver.unknown
        return (
            f"it is what {text}() returns, and `{some.text}` is one of several objects: {some.why}"
        )
    return f"it is what {text}() returns"


def _endpoint_given(reader: Reader, arguments: Arguments, frame: Frame) -> Known | Text | None:
    """What among the arguments, or in a list or dict there, may be an endpoint's address."""
    pack = reader.program.pack
    paths = [pack.target.connections, *(endpoint.path for endpoint in pack.endpoints)]
    ends = tuple(f"/{path.rpartition('/')[2]}" for path in paths)
    values = [part for value in arguments.values() for part in _held_in(value, frame)]
    texts = (value for value in values if isinstance(value, Known | Text))
    return next((text for text in texts if trailing_text(text).endswith(ends)), None)


def _held_in(value: Abstract, frame: Frame) -> tuple[Abstract, ...]:
    match value:
        case ListRef():
            return tuple(frame.state.list_of(value).items)
        case DictRef():
            return tuple(members_of(frame.state.dict_of(value)))
    return (value,)


def _reached_by_name(target: Abstract, node: ast.Call, frame: Frame) -> tuple[Abstract, ...]:
    """`eval`, `exec` and `locals` reach whatever has a name where they are called.

    So does `vars` where it isn't asked for the attributes of an object.
    """
    if target in _REACH_NAMES and not (target == _VARS and node.args):
        return (*frame.state.names.values(), *frame.closure.values())
    return ()


def _harmless(
    reader: Reader, target: Abstract, node: ast.Call, arguments: Arguments, frame: Frame
) -> bool:
    match target:
        case ExternalRef(name=name):
            if passing.is_exception(target):
                return not any(map(objects_of, arguments.values()))
            builtin = name.removeprefix("builtins.")
            return name.startswith(_HARMLESS_ROOTS) or builtin in _HARMLESS_BUILTINS
        case PerRequest() | MethodRef():
            return writes_to_a_log(reader.program, frame.module, node)
    return False


def _asks_a_text(reader: Reader, target: Abstract, node: ast.Call, arguments: Arguments) -> bool:
    """Whether it is a method that only texts or mappings have, of something that isn't known.

    What a mapping hands out is only as unknown as itself where it can't be one that is known.
    """
    if not isinstance(target, PerRequest | MethodRef) or not isinstance(node.func, ast.Attribute):
        return False
    method = node.func.attr
    known = _TEXT_METHODS | _MAPPING_METHODS if isinstance(target, PerRequest) else _TEXT_METHODS
    if method not in known or any(map(objects_of, arguments.values())):
        return False
    return not reader.program.ask(Searches.method_written, method)


def follow(
    reader: Reader, target: FunctionRef, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract:
    """What a function of the tree returns when called so."""
    given = routed.returned(reader, target, node, arguments, frame)
    if given is not None:
        return given
    why = _unfollowable(reader, target, frame)
    bound = None if why else bind(reader, target, node, arguments, frame)
    if why or bound is None:
        reader.calls.lost(node, frame)
        _follow_in_doubt(reader, target, node, arguments, frame)
        if _endpoint_given(reader, arguments, frame) is not None:
            reader.calls.unfollowed[node] = None
        held = target.closure.values() if target.closure is not None else ()
        for value in (*arguments.values(), target.receiver or PerRequest("", ""), *held):
            reader.spoil(value, f"it was passed to {frame.module.code(node.func)}()", frame)
        reader.others_ran(frame, f"{frame.module.code(node.func)}() may have changed it")
        reason = why or f"the arguments of {frame.module.code(node.func)}() can't be followed"
        return frame.unknown(node, reason)
    reader.expose(frame)
    reader.calls.followed(node, target, bound.names, frame)
    inner = entered(reader, target, bound, frame, (*frame.chain, node))
    reader.entered[(node, frame.chain)] = inner.activation()
    with reader.steps.for_call(len(frame.chain)):
        result = run_body(reader, target.node, inner)
    frame.state.heap = inner.state.heap
    return result


def _follow_in_doubt(
    reader: Reader, target: FunctionRef, node: ast.Call, arguments: Arguments, frame: Frame
) -> None:
    """Read a function that may not be the one called, for the requests that it would send."""
    why = target.doubt or _wrapper(reader, target)
    if not why or too_deep(reader, target, frame) or _sends_nothing(reader, target):
        return
    bound = bind(reader, target, node, arguments, frame)
    if bound is None:
        return
    ghost = frame.fork()
    ghost.returned, ghost.left_loop = [], []
    inner = entered(reader, target, bound, ghost, (*frame.chain, node))
    inner.doubts = (*frame.doubts, why)
    reader.entered[(node, frame.chain)] = inner.activation()
    with reader.steps.for_call(len(frame.chain)):
        run_body(reader, target.node, inner)


def _sends_nothing(reader: Reader, target: FunctionRef) -> bool:
    program = reader.program
    if target.path not in program.together:
        return False
    mentioned = program.module(target.path).mentioned_names(target.node)
    return mentioned.isdisjoint(program.sending)


def _unfollowable(reader: Reader, target: FunctionRef, frame: Frame) -> str | None:
    function = target.node
    name = getattr(function, "name", "the lambda")
    deep = too_deep(reader, target, frame)
    if deep is not None:
        return deep
    if target.doubt:
        return target.doubt
    remade = _remade(reader, target)
    if remade is not None:
        return f"{name}() may be given other code or defaults in {remade}"
    if isinstance(function, ast.Lambda):
        return None
    if is_generator(function):
        return f"{name}() is a generator"
    return _wrapper(reader, target)


def _remade(reader: Reader, target: FunctionRef) -> str | None:
    """A file that may change what a function does; a lambda has no name to tell it by."""
    if isinstance(target.node, ast.Lambda):
        path = target.path
        return path if reader.program.ask(Searches.functions_remade_in, path) else None
    return reader.program.ask(Searches.function_remade, target.node.name, package_of(target.path))


def too_deep(reader: Reader, target: FunctionRef, frame: Frame) -> str | None:
    """Why a function isn't read at this depth of calls, None when it can be."""
    function = target.node
    name = getattr(function, "name", "the lambda")
    if len(frame.chain) >= _MAX_DEPTH:
        return f"{name}() is nested too deeply to follow"
    if reader.steps.exhausted:
        return f"{name}() comes after more code than is followed"
    if any(running is function for running in (*frame.active, frame.function)):
        return f"{name}() calls itself"
    return None


def _wrapper(reader: Reader, target: FunctionRef) -> str | None:
    """What wraps a function, in a way that isn't known to call it as it is called."""
    if target.plain or isinstance(target.node, ast.Lambda):
        return None
    for decorator in target.node.decorator_list:
        wrapper = label(decorator)
        if wrapper not in FAITHFUL | CACHES:
            return f"{target.node.name}() is wrapped by @{wrapper}"
    return reader.program.wrapped.get(target.node)


def entered(
    reader: Reader,
    target: FunctionRef,
    bound: Bound,
    frame: Frame,
    chain: Chain,
) -> Frame:
    """The frame of a function that a call enters, `chain` being the calls that lead into it."""
    module = reader.program.module(target.path)
    owner = target.receiver
    cls = None
    if isinstance(owner, InstanceRef):
        cls = reader.instances.class_of(owner, frame)
    elif isinstance(owner, ClassRef):
        cls = owner
    live = frame.globals_now if target.path == frame.module.path else None
    return Frame(
        module,
        frame.state.within(dict(bound.names)),
        target.node,
        cls,
        target.closure if target.closure is not None else {},
        chain,
        active=(*frame.active, frame.function) if frame.function is not None else frame.active,
        live=live,
        root=frame.root,
        given=bound.given,
        around=target.around,
        doubts=frame.doubts,
    )


def run_body(reader: Reader, function: FunctionNode, frame: Frame) -> Abstract:
    """Run a function's body in `frame`; returns what it returns, `frame.state` is the exit."""
    from migrator.read.statements import run_block

    if isinstance(function, ast.Lambda):
        return reader.evaluate(function.body, frame)
    falls_through = run_block(reader, function.body, frame)
    exits = list(frame.returned)
    if falls_through or not exits:
        exits.append((Known(None), frame.state))
    result, state = exits[0]
    for value, other in exits[1:]:
        why = f"{function.name}() returns on several paths"
        state = join(state, other, None, why)
        if value != result:
            result = blurred((value, result), PerRequest(f"{function.name}()", why))
    if len(exits) > 1:
        result = chosen(function, exits, frame) or result
    frame.state.heap = state.heap
    keeping.kept(reader, function, result, frame)
    return result
