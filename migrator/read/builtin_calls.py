"""Functions outside the tree whose results are known: environment, JSON, copies, casts, URLs."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from typing import TYPE_CHECKING, TypeAlias

from migrator.find.syntax import is_dotted_name
from migrator.model.values import Cast, FromEnv, Known, PerRequest, Value
from migrator.read import (
    clients,
    comprehensions,
    copies,
    data_classes,
    dumping,
    environment_readers,
    partials,
)
from migrator.read.abstract import (
    Abstract,
    ClassRef,
    DictRef,
    HeapClient,
    HeapDict,
    HeapList,
    JsonText,
    UrlText,
    is_code,
)
from migrator.read.copies import marker
from migrator.read.dicts import Spread, merge, put
from migrator.read.environment import from_environment
from migrator.read.expressions import as_text, plain
from migrator.read.module import constant
from migrator.read.searches import Searches
from migrator.read.state import freeze
from migrator.read.strings import joined_url, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from migrator.read.arguments import Arguments
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader

    Handler: TypeAlias = Callable[[Reader, ast.Call, Arguments, Frame], Abstract | None]

_DUMPS = {
    "dataclasses.asdict": "dataclasses",
    "attrs.asdict": "attrs",
    "attr.asdict": "attrs",
}
_URLS = {"httpx.URL": "httpx", "httpx2.URL": "httpx", "yarl.URL": "yarl"}


def call_known(
    reader: Reader, name: str, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract | None:
    """The result of a well-known function, or None when it isn't one or its use isn't plain."""
    if reader.program.ask(Searches.function_replaced, name) is not None:
        return None
    client = clients.constructed(name)
    if client is not None:
        return _client(reader, client, node, arguments, frame)
    handler = _HANDLERS.get(name)
    if handler is not None and not (arguments.unclear and name != "builtins.dict"):
        return handler(reader, node, arguments, frame)
    if name in environment_readers.READERS and arguments.positional:
        return environment_readers.read(reader, name, node, arguments, frame)
    if environment_readers.is_silent(name):
        return Known(None)
    if name in environment_readers.OBJECTS:
        return environment_readers.made(name, arguments)
    if name in data_classes.FIELDS:
        return data_classes.field_of(name, arguments)
    if name in _DUMPS:
        return dumping.as_dict(reader, _DUMPS[name], node, arguments, frame)
    if len(arguments.positional) == 1 and not arguments.named and not arguments.unclear:
        if name == "builtins.str":
            return _as_text(arguments.positional[0], node, frame)
        if name in _URLS:
            return UrlText(_as_text(arguments.positional[0], node, frame), _URLS[name])
    return None


def _client(
    reader: Reader, kind: clients.ClientKind, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract:
    base: Abstract = Known("")
    headers = arguments.named.get("headers")
    doubt = "its arguments can't be followed" if arguments.unclear else None
    if kind.base_url_keyword is not None:
        base = arguments.named.get(kind.base_url_keyword, Known(""))
        if kind.base_url_first and arguments.positional:
            base = arguments.positional[0]
    if kind.host_first:
        host = arguments.positional[0] if arguments.positional else arguments.named.get("host")
        if host is None:
            base = frame.unknown(node, "the host isn't known")
        else:
            base = text_of([f"{kind.scheme}://", plain(host, node, frame)])
    for keyword in kind.doubtful_keywords:
        given = arguments.named.get(keyword)
        if given is not None and given != Known(None):
            doubt = f"it is made with {keyword}=, which may look at a request's path or body"
    if is_code(arguments.named.get("auth")):
        doubt = "its auth is code of the program"
    if headers is None or headers == Known(None):
        headers = reader.allocate_dict(marker(node, 0), HeapDict(), frame)
    elif isinstance(headers, DictRef):
        copied = frame.state.dict_of(headers).twin()
        headers = reader.allocate_dict(marker(node, 0), copied, frame)
    return reader.allocate_client(node, HeapClient(kind.library, base, headers, doubt), frame)


def _as_text(value: Abstract, node: ast.Call, frame: Frame) -> Value:
    match value:
        case FromEnv(cast="str", default=None | Known(value=str())):
            return value
        case PerRequest():
            return frame.unknown(node, value.why)
        case UrlText():
            return value.value
    return text_of([as_text(value, node.args[0], frame)])


def _getenv(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    given = list(arguments.positional)
    default = given[1] if len(given) > 1 else arguments.named.get("default", Known(None))
    match given:
        case [Known(value=str(name)), *_] if isinstance(default, Known):
            return from_environment(reader, name, default, node, frame)
        case [Known(value=str(name)), *_]:
            return frame.unknown(node, f"what stands in for {name} isn't known")
    return frame.unknown(node, "the name of the environment variable isn't known")


def _dumps(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    if len(arguments.positional) != 1 or arguments.named.keys() & {"default", "cls", "skipkeys"}:
        return None
    value = freeze(arguments.positional[0], frame.state)
    return JsonText(value, node.args[0], frame.module.path, False, frame.activation())


def _loads(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    match arguments.positional:
        case (Known(value=str(text)),):
            try:
                loaded = json.loads(text)
            except ValueError:
                return frame.unknown(node, "the JSON text is broken")
            return _rebuilt(reader, loaded, node, frame, [0])
        case (FromEnv(default=None, cast="str") as value,):
            return FromEnv(value.name, None, "json", value.span)
    return None


def _rebuilt(
    reader: Reader, value: object, node: ast.Call, frame: Frame, count: list[int]
) -> Abstract:
    place = marker(node, count[0])
    count[0] += 1
    if isinstance(value, dict):
        built = HeapDict(span=frame.module.span(node))
        for key, member in value.items():
            put(built, key, _rebuilt(reader, member, node, frame, count))
        return reader.allocate_dict(place, built, frame)
    if isinstance(value, list):
        items = [_rebuilt(reader, item, node, frame, count) for item in value]
        return reader.allocate_list(place, HeapList(items), frame)
    return constant(value) or frame.unknown(node, "it is not a JSON value")


def _dict(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    built = HeapDict(span=frame.module.span(node))
    if len(node.args) > 1 or any(isinstance(part, ast.Starred) for part in node.args):
        return None
    for part in node.args:
        given = arguments.positional[0]
        if not isinstance(given, DictRef):
            given = _pairs(reader, part, frame) or given
        merge(reader, built, [Spread(part, given)], frame)
    for keyword, (name, value) in zip(node.keywords, arguments.named.items(), strict=True):
        if keyword.arg is None:
            merge(reader, built, arguments.spreads[name], frame)
        else:
            put(built, keyword.arg, value)
    return reader.allocate_dict(node, built, frame)


def _pairs(reader: Reader, part: ast.expr, frame: Frame) -> Abstract | None:
    """The dict that pairs of keys and values make, where they are known."""
    comprehension = comprehensions.as_dict_comprehension(part)
    if comprehension is None:
        return None
    return comprehensions.dict_comprehension(reader, comprehension, frame)


def _list(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    if not arguments.positional:
        return reader.allocate_list(node, HeapList(span=frame.module.span(node)), frame)
    return copies.shallow(reader, node, arguments, frame)


def _number(cast: type[int] | type[float]) -> Handler:
    def convert(
        reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame
    ) -> Abstract | None:
        if arguments.named:
            return None
        match arguments.positional:
            case (Known(value=str() | int() | float() as value),):
                try:
                    number = constant(cast(value), frame.module.span(node))
                except (ValueError, OverflowError):
                    number = None
                return number or frame.unknown(node, "the text is not a number")
            case (FromEnv(cast="str", default=default) as value,):
                kind: Cast = "int" if cast is int else "float"
                if default is None or default.value is None:
                    return FromEnv(value.name, None, kind, value.span)
                try:
                    fallback = constant(cast(str(default.value)))
                except (ValueError, OverflowError):
                    return None
                return FromEnv(value.name, fallback, kind, value.span) if fallback else None
        return None

    return convert


def _bool(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    match arguments.positional:
        case (Known(value=value),):
            return Known(bool(value), frame.module.span(node))
    return None


def _urljoin(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    if len(arguments.positional) != 2 or arguments.named:
        return None
    base, path = (
        plain(value, part, frame)
        for value, part in zip(arguments.positional, node.args, strict=True)
    )
    return joined_url(base, path)


def _same(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    return arguments.positional[0] if arguments.positional else None


def _cast(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    return arguments.positional[1] if len(arguments.positional) == 2 else None


def _getattr(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    """`getattr(thing, "name")` is `thing.name`; with a default it may be something else."""
    match node.args, arguments.positional:
        case [owner, _], (_, Known(value=str(name))) if name.isidentifier():
            place = ast.copy_location(ast.Attribute(owner, name, ast.Load()), node)
            return reader.evaluate(place, frame) if is_dotted_name(owner) else None
    return None


_SENTINEL = ast.parse("class object:\n    pass\n").body[0]
_NAMESPACE = ast.parse("class SimpleNamespace:\n    pass\n").body[0]


def _object(reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame) -> Abstract | None:
    assert isinstance(_SENTINEL, ast.ClassDef)
    if arguments.values():
        return None
    return reader.allocate_instance(node, ClassRef(frame.module.path, _SENTINEL), frame)


def _namespace(
    reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract | None:
    assert isinstance(_NAMESPACE, ast.ClassDef)
    if arguments.positional:
        return None
    ref = reader.allocate_instance(node, ClassRef(frame.module.path, _NAMESPACE), frame)
    made = frame.state.instance_to_change(ref)
    if made is not None:
        made.attributes.update(arguments.named)
    return ref


def _of_text(function: Callable[[str], str]) -> Handler:
    def apply(
        reader: Reader, node: ast.Call, arguments: Arguments, frame: Frame
    ) -> Abstract | None:
        match arguments.positional:
            case (Known(value=str(text)),) if not arguments.named:
                return Known(function(text), frame.module.span(node))
        return None

    return apply


_HANDLERS: dict[str, Handler] = {
    "builtins.getattr": _getattr,
    "functools.partial": partials.made,
    "builtins.object": _object,
    "types.SimpleNamespace": _namespace,
    "textwrap.dedent": _of_text(textwrap.dedent),
    "inspect.cleandoc": _of_text(inspect.cleandoc),
    "os.getenv": _getenv,
    "os.environ.get": _getenv,
    "json.dumps": _dumps,
    "json.loads": _loads,
    "copy.copy": copies.shallow,
    "copy.deepcopy": copies.deep,
    "dataclasses.replace": dumping.replaced,
    "attrs.evolve": dumping.replaced,
    "builtins.dict": _dict,
    "builtins.list": _list,
    "builtins.int": _number(int),
    "builtins.float": _number(float),
    "builtins.bool": _bool,
    "urllib.parse.urljoin": _urljoin,
    "types.MappingProxyType": _same,
    "typing.cast": _cast,
    "asyncio.wait_for": _same,
    "asyncio.shield": _same,
}
