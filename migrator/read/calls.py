"""What a call returns: functions of the tree are followed, well-known ones are modelled."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.model.values import PerRequest
from migrator.read import builtin_calls, methods, sends
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClassRef,
    ExternalRef,
    FunctionNode,
    FunctionRef,
    InstanceRef,
    MethodRef,
)
from migrator.read.dicts import Spread, spreads
from migrator.read.frame import Frame
from migrator.read.joining import blurred, join
from migrator.read.module import names_bound_by, own_nodes, parameter_names
from migrator.read.state import objects_of

if TYPE_CHECKING:
    from migrator.read.module import ModuleSource
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
    | {"Exception", "ValueError", "RuntimeError", "KeyError", "TypeError", "SystemExit"}
)
_HOLDING_BUILTINS = frozenset(
    {"tuple", "list", "set", "frozenset", "dict", "sorted", "reversed", "enumerate", "zip"}
    | {"iter", "next", "min", "max", "getattr"}
)
_HARMLESS_METHODS = frozenset(
    {"debug", "info", "warning", "warn", "error", "exception", "critical", "log"}
)
_FAITHFUL_DECORATORS = frozenset(
    {"staticmethod", "classmethod", "override", "final", "wraps", "property", "cached_property"}
)
_REACH_NAMES = {ExternalRef(f"builtins.{name}") for name in ("eval", "exec", "locals", "vars")}
_CACHES = frozenset({"lru_cache", "cache"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Evaluated arguments. `unclear` is set when `*` or `**` brings in ones that aren't known."""

    positional: tuple[Abstract, ...]
    named: dict[str, Abstract]
    unclear: bool
    starred: tuple[Abstract, ...] = ()
    spreads: dict[str, list[Spread]] = field(default_factory=dict)

    def values(self) -> tuple[Abstract, ...]:
        """All of them."""
        return (*self.positional, *self.named.values(), *self.starred)


def call(reader: Reader, node: ast.Call, frame: Frame) -> Abstract:
    """What the call returns; its effects are on the frame's state, what it sends is recorded."""
    target = reader.evaluate(node.func, frame)
    arguments = _arguments(reader, node, frame)
    sent = sends.send(reader, target, node, arguments, frame)
    if sent is not None:
        return sent
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
    return _unknown_call(reader, target, node, arguments, frame)


def _arguments(reader: Reader, node: ast.Call, frame: Frame) -> Arguments:
    positional: list[Abstract] = []
    starred: list[Abstract] = []
    unclear = False
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            starred.append(reader.evaluate(argument.value, frame))
            unclear = True
        else:
            positional.append(reader.evaluate(argument, frame))
    named: dict[str, Abstract] = {}
    bundles: dict[str, list[Spread]] = {}
    for keyword in node.keywords:
        if keyword.arg is None:
            parts = spreads(reader, keyword.value, frame)
            name = f"**{len(named)}"
            unknown = frame.unknown(keyword.value, "which keys it has isn't known")
            values = tuple(part.value for part in parts)
            named[name] = values[0] if len(parts) == 1 else blurred(values, unknown)
            bundles[name] = parts
            unclear = True
        else:
            named[keyword.arg] = reader.evaluate(keyword.value, frame)
    return Arguments(tuple(positional), named, unclear, tuple(starred), bundles)


def _unknown_call(
    reader: Reader, target: Abstract, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract:
    result = frame.unknown(node, f"it is what {ast.unparse(node.func)}() returns")
    if _holds(target):
        values = arguments.values()
        members = frozenset(key for value in values for key in frame.state.members(value))
        found = frozenset(key for value in values for key in objects_of(value)) | members
        return AnyOf(found, result) if found else result
    if not _harmless(target, node):
        text = ast.unparse(node.func)
        for value in (*arguments.values(), target, *_reached_by_name(target, frame)):
            reader.spoil(value, f"it was passed to {text}()", frame)
        reader.others_ran(frame, f"{text}() may have changed it")
    return result


def _reached_by_name(target: Abstract, frame: Frame) -> tuple[Abstract, ...]:
    """`eval`, `exec` and `locals` reach whatever has a name where they are called."""
    if target in _REACH_NAMES:
        return (*frame.state.names.values(), *frame.closure.values())
    return ()


def _holds(target: Abstract) -> bool:
    """Whether a call only makes something that holds what it is given, or hands it out."""
    if not isinstance(target, ExternalRef):
        return False
    root, _, name = target.name.rpartition(".")
    return root == "builtins" and name in _HOLDING_BUILTINS


def _harmless(target: Abstract, node: ast.Call) -> bool:
    match target:
        case ExternalRef(name=name):
            builtin = name.removeprefix("builtins.")
            return name.startswith(_HARMLESS_ROOTS) or builtin in _HARMLESS_BUILTINS
        case PerRequest() | MethodRef():
            function = node.func
            return isinstance(function, ast.Attribute) and (
                function.attr in _HARMLESS_METHODS and _names_a_logger(function.value)
            )
    return False


def _names_a_logger(node: ast.expr) -> bool:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")
    return name.lower().strip("_") in {"log", "logger", "logging"}


def bound_once(module: ModuleSource, function: FunctionNode) -> frozenset[str]:
    """Names that a function binds exactly once, parameters included, and nobody rebinds inside."""
    counts: Counter[str] = Counter(parameter_names(function.args))
    for node in own_nodes(function):
        counts.update(names_bound_by(node))
    for inner in ast.walk(function):
        if isinstance(inner, ast.Nonlocal):
            counts.update(dict.fromkeys(inner.names, 2))
        if isinstance(inner, ast.For | ast.AsyncFor | ast.While):
            for node in ast.walk(inner):
                counts.update(names_bound_by(node))
    return frozenset(name for name, count in counts.items() if count == 1)


def follow(
    reader: Reader, target: FunctionRef, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract:
    """What a function of the tree returns when called so."""
    why = _unfollowable(reader, target, frame)
    bound = None if why else bind(reader, target, arguments, frame)
    if why or bound is None:
        held = target.closure.values() if target.closure is not None else ()
        for value in (*arguments.values(), target.receiver or PerRequest("", ""), *held):
            reader.spoil(value, f"it was passed to {ast.unparse(node.func)}()", frame)
        reader.others_ran(frame, f"{ast.unparse(node.func)}() may have changed it")
        reason = why or f"the arguments of {ast.unparse(node.func)}() can't be followed"
        return frame.unknown(node, reason)
    reader.expose(frame)
    inner = _entered(reader, target, bound, frame, (*frame.chain, node))
    result = run_body(reader, target.node, inner)
    frame.state.heap = inner.state.heap
    return result


def _unfollowable(reader: Reader, target: FunctionRef, frame: Frame) -> str | None:
    function = target.node
    name = getattr(function, "name", "the lambda")
    if len(frame.chain) >= _MAX_DEPTH or reader.exhausted:
        return f"{name}() is nested too deeply to follow"
    if any(running is function for running in (*frame.active, frame.function)):
        return f"{name}() calls itself"
    if isinstance(function, ast.Lambda):
        return None
    if any(isinstance(part, ast.Yield | ast.YieldFrom) for part in own_nodes(function)):
        return f"{name}() is a generator"
    for decorator in function.decorator_list:
        label = _decorator_name(decorator)
        if label not in _FAITHFUL_DECORATORS | _CACHES:
            return f"{name}() is wrapped by @{label}"
    return None


def _decorator_name(decorator: ast.expr) -> str:
    node = decorator.func if isinstance(decorator, ast.Call) else decorator
    return node.attr if isinstance(node, ast.Attribute) else ast.unparse(node)


def bind(
    reader: Reader, target: FunctionRef, arguments: Arguments, frame: Frame
) -> dict[str, Abstract] | None:
    """Parameter names to arguments, or None when they can't be matched."""
    if arguments.unclear:
        return None
    parameters = target.node.args
    positional = [*parameters.posonlyargs, *parameters.args]
    given = list(arguments.positional)
    if target.receiver is not None and not _is_static(target.node):
        given.insert(0, target.receiver)
    bound: dict[str, Abstract] = {}
    for parameter, value in zip(positional, given, strict=False):
        bound[parameter.arg] = value
    if len(given) > len(positional) and parameters.vararg is None:
        return None
    names = {parameter.arg for parameter in (*positional, *parameters.kwonlyargs)}
    for name, value in arguments.named.items():
        if name not in names or name in bound:
            return None
        bound[name] = value
    defaults = dict(zip([p.arg for p in positional[::-1]], parameters.defaults[::-1], strict=False))
    for parameter, default in zip(parameters.kwonlyargs, parameters.kw_defaults, strict=True):
        if default is not None:
            defaults[parameter.arg] = default
    for parameter in (*positional, *parameters.kwonlyargs):
        if parameter.arg in bound:
            continue
        if parameter.arg not in defaults:
            return None
        bound[parameter.arg] = default_value(reader, target, parameter.arg)
    for star in (parameters.vararg, parameters.kwarg):
        if star is not None:
            unknown = PerRequest(star.arg, "it collects further arguments")
            bound[star.arg] = blurred(tuple(given[len(positional) :]), unknown)
    return bound


def default_value(reader: Reader, target: FunctionRef, name: str) -> Abstract:
    """What a parameter's default stands for; objects made once and shared are not known."""
    known = reader.program.defaults.get(target.node, {}).get(name)
    return known if known is not None else PerRequest(name, "its default isn't known")


def _is_static(function: FunctionNode) -> bool:
    return any(
        _decorator_name(decorator) == "staticmethod"
        for decorator in getattr(function, "decorator_list", [])
    )


def _entered(
    reader: Reader,
    target: FunctionRef,
    names: dict[str, Abstract],
    frame: Frame,
    chain: tuple[ast.Call, ...],
) -> Frame:
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
        frame.state.within(dict(names)),
        target.node,
        cls,
        target.closure if target.closure is not None else {},
        chain,
        active=(*frame.active, frame.function) if frame.function is not None else frame.active,
        live=live,
        root=frame.root,
    )


def run_body(reader: Reader, function: FunctionNode, frame: Frame) -> Abstract:
    """Run a function's body in `frame`; returns what it returns, `frame.state` is the exit."""
    from migrator.model.values import Known
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
    frame.state.heap = state.heap
    if any(_decorator_name(decorator) in _CACHES for decorator in function.decorator_list):
        reader.spoil(result, f"{function.name}() hands the same object to every caller", frame)
    return result
