"""What a call returns: functions of the tree are followed, well-known ones are modelled."""

from __future__ import annotations

import ast
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from migrator.model.values import PerRequest
from migrator.read import builtin_calls, methods, sends
from migrator.read.abstract import (
    Abstract,
    ClassRef,
    ExternalRef,
    FunctionNode,
    FunctionRef,
    InstanceRef,
    MethodRef,
)
from migrator.read.frame import Frame
from migrator.read.module import names_bound_by, own_nodes, parameter_names
from migrator.read.state import State, join

if TYPE_CHECKING:
    from migrator.read.module import ModuleSource
    from migrator.read.reader import Reader

_MAX_DEPTH = 6
_HARMLESS_ROOTS = (
    "logging.", "structlog.", "loguru.", "pprint.", "warnings.", "time.", "uuid.", "builtins.",
    "datetime.", "math.", "random.", "secrets.", "hashlib.", "base64.", "json.", "rich.", "copy.",
    "requests.", "httpx.", "httpx2.", "aiohttp.", "urllib.", "urllib3.", "http.client.",
)  # fmt: skip
_HARMLESS_METHODS = frozenset(
    {"debug", "info", "warning", "warn", "error", "exception", "critical", "log"}
)
_FAITHFUL_DECORATORS = frozenset(
    {"staticmethod", "classmethod", "override", "final", "wraps", "property", "cached_property"}
)
_CACHES = frozenset({"lru_cache", "cache"})


@dataclass(frozen=True, slots=True)
class Arguments:
    """Evaluated arguments. `unclear` is set when `*` or `**` brings in ones that aren't known."""

    positional: tuple[Abstract, ...]
    named: dict[str, Abstract]
    unclear: bool

    def values(self) -> tuple[Abstract, ...]:
        """All of them."""
        return (*self.positional, *self.named.values())


def call(reader: Reader, node: ast.Call, frame: Frame) -> Abstract:
    """What the call returns; its effects are on the frame's state, what it sends is recorded."""
    target = reader.evaluate(node.func, frame)
    arguments = _arguments(reader, node, frame)
    sends.note_other_verb(reader, target, node, arguments, frame)
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
    unclear = False
    for argument in node.args:
        if isinstance(argument, ast.Starred):
            reader.evaluate(argument.value, frame)
            unclear = True
        else:
            positional.append(reader.evaluate(argument, frame))
    named: dict[str, Abstract] = {}
    for keyword in node.keywords:
        value = reader.evaluate(keyword.value, frame)
        if keyword.arg is None:
            named[f"**{len(named)}"] = value
            unclear = True
        else:
            named[keyword.arg] = value
    return Arguments(tuple(positional), named, unclear)


def _unknown_call(
    reader: Reader, target: Abstract, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract:
    if not _harmless(target, node):
        text = ast.unparse(node.func)
        for value in (*arguments.values(), target):
            reader.spoil(value, f"it was passed to {text}()", frame)
        if isinstance(target, MethodRef):
            reader.spoil(target.receiver, f"{text}() was called", frame)
        frame.state.spoil_shared(f"{text}() may have changed it")
    return frame.unknown(node, f"it is what {ast.unparse(node.func)}() returns")


def _harmless(target: Abstract, node: ast.Call) -> bool:
    match target:
        case ExternalRef(name=name):
            return name.startswith(_HARMLESS_ROOTS)
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
        for value in (*arguments.values(), target.receiver or PerRequest("", "")):
            reader.spoil(value, f"it was passed to {ast.unparse(node.func)}()", frame)
        frame.state.spoil_shared(f"{ast.unparse(node.func)}() may have changed it")
        reason = why or f"the arguments of {ast.unparse(node.func)}() can't be followed"
        return frame.unknown(node, reason)
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
        bound[parameter.arg] = default_value(reader, target.path, defaults[parameter.arg])
    for star in (parameters.vararg, parameters.kwarg):
        if star is not None:
            bound[star.arg] = PerRequest(star.arg, "it collects further arguments")
    return bound


def default_value(reader: Reader, path: str, node: ast.expr) -> Abstract:
    """What a parameter's default stands for; objects made once and shared are not known."""
    if isinstance(node, ast.Dict | ast.List | ast.Set | ast.Call):
        return PerRequest(ast.unparse(node), "it is one object shared by all calls")
    module = reader.program.module(path)
    outside = Frame(module, State(), function=None, class_body=True)
    return reader.evaluate(node, outside)


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
    closure = reader.closures.get(target.node)
    module = reader.program.module(target.path)
    owner = target.receiver
    cls = None
    if isinstance(owner, InstanceRef):
        cls = reader.instances.class_of(owner, frame)
    elif isinstance(owner, ClassRef):
        cls = owner
    return Frame(
        module,
        State(dict(names), frame.state.heap),
        target.node,
        cls,
        closure.names if closure is not None else {},
        chain,
        active=(*frame.active, frame.function) if frame.function is not None else frame.active,
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
            for one in (value, result):
                reader.spoil(one, why, Frame(frame.module, state))
            result = PerRequest(f"{function.name}()", why)
    frame.state.heap = state.heap
    if any(_decorator_name(decorator) in _CACHES for decorator in function.decorator_list):
        reader.spoil(result, f"{function.name}() hands the same object to every caller", frame)
    return result
