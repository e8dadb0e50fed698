"""Sending: which call puts a request on the wire, and with what."""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import Entry, FromEnv, Known, PerRequest, Record, Value
from migrator.read import (
    agent_answers,
    clients,
    json_text,
    late_clients,
    own_clients,
    partials,
    runners,
)
from migrator.read.abstract import (
    Abstract,
    AnyOf,
    ClientRef,
    DictRef,
    ExternalRef,
    FunctionRef,
    HeapClient,
    JsonText,
    MethodRef,
    PartialRef,
    is_code,
)
from migrator.read.arguments import is_nothing, unpacked
from migrator.read.expressions import plain
from migrator.read.origins import Activation, Spot, Trail, of_body, of_url
from migrator.read.patching import package_of
from migrator.read.searches import Searches
from migrator.read.sent import Sent
from migrator.read.state import freeze
from migrator.read.strings import source_text
from migrator.read.untouched import stays_as_it_is

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.model.settings import ProjectSender
    from migrator.model.sites import Encoding
    from migrator.read.arguments import Arguments, is_nothing
    from migrator.read.clients import Place, Sender
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader
    from migrator.read.runners import Run


_PREPARED_LATER = frozenset({"requests.Request", "requests.models.Request"})
_OTHER_GENERIC = frozenset(clients.GENERIC[verb] for verb in clients.OTHER_VERBS)


def send(
    reader: Reader, target: Abstract, node: ast.Call, arguments: Arguments, frame: Frame
) -> Abstract | None:
    """Record the request if this call sends one; returns its answer, None when it sends nothing."""
    run = runners.run_of(reader, target, node, arguments, frame)
    target, called = (run.function, run.call) if run is not None else (target, node)
    configured = _configured(reader, target)
    found = (_as_sender(configured), None) if configured else _sender(reader, target, called, frame)
    if found is None:
        return None
    sender, client = found
    arguments = unpacked(arguments, node, frame) if run is None else run.arguments
    if isinstance(target, PartialRef):
        arguments = partials.completed(target, arguments)
    sent = _request(reader, sender, client, node, arguments, frame)
    if sent is None:
        return None
    if isinstance(target, PartialRef) and run is not None and run.partial is not None:
        sent = replace(sent, partial=run.partial)
        target = target.function
    if isinstance(target, PartialRef) and not partials.is_plain(reader, target, called):
        # Whether the name still stands for the partial where it is called isn't relied on.
        reader.record(_held(sent, target, frame))
        return None
    if isinstance(target, PartialRef):
        target = target.function
    if configured is not None and configured.key is not None:
        key = Entry(reader.program.pack.auth.header, FromEnv(configured.key))
        sent = replace(sent, headers=Record((key,)))
    doubts = [
        reader.program.ask(Searches.sender_replaced, sent.library, package_of(sent.module.path)),
        _prepared_later(target, run, sent, frame),
        own_clients.looking(reader, node.func, frame)
        if sender.library == clients.UNKNOWN
        else None,
        *_of_several(target, frame),
    ]
    sent = replace(
        sent,
        doubts=(*sent.doubts, *filter(None, doubts), *frame.doubts),
        uncertain=_uncertain(target, frame),
    )
    if sender in _OTHER_GENERIC:
        some = target.receiver if isinstance(target, MethodRef) else None
        by_client = isinstance(some, AnyOf) and some.among and frame.state.only_clients(some)
        # `.get()` of something unknown is a request only when it is given a path.
        if "/" in source_text(sent.url):
            reader.record(sent)
        return frame.unknown(node, "it is an answer of the server") if by_client else None
    reader.record(sent)
    if isinstance(target, MethodRef) and not frame.state.only_clients(target):
        return None
    for part in _unfollowed(arguments):
        reader.spoil(part, "it was passed to a request", frame)
    unknown = frame.unknown(node, "it is an answer of the server")
    if run is not None and not run.waits:
        return unknown
    return agent_answers.answer(unknown, sent, reader.program)


def _configured(reader: Reader, target: Abstract) -> ProjectSender | None:
    """The project's own sender, by its configured name, that a call goes to."""
    if not reader.program.senders:
        return None
    if isinstance(target, ExternalRef):
        name = target.name
    elif isinstance(target, FunctionRef):
        module = reader.program.module(target.path)
        stem = target.path.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
        name = f"{stem}.{module.qualified_name(target.node)}"
    else:
        return None
    return next((s for s in reader.program.senders if f".{name}".endswith(f".{s.call}")), None)


def _as_sender(configured: ProjectSender) -> clients.Sender:
    def place(where: int | str) -> clients.Place:
        return clients.Place(where, ()) if isinstance(where, int) else clients.Place(None, (where,))

    nowhere = clients.Place(None, ())
    return clients.Sender(
        configured.call,
        configured.method,
        place(configured.url),
        structured=place(configured.payload),
        raw=nowhere,
        headers=nowhere,
        query=(),
        forms=(),
    )


def _prepared_later(target: Abstract, run: Run | None, sent: Sent, frame: Frame) -> str | None:
    lazy = isinstance(target, ExternalRef) and target.name in _PREPARED_LATER
    if run is not None and not run.waits:
        lazy = True
    body = sent.body_trail.spot if sent.body_trail is not None else None
    if not lazy or (body is not None and isinstance(body.node, ast.Dict)):
        return None
    if body is not None and stays_as_it_is(body, sent.node, frame):
        return None
    when = "prepared" if run is None else "sent"
    return f"its body is taken when the request is {when}, and may be changed until then"


def _sender(
    reader: Reader, target: Abstract, node: ast.Call, frame: Frame
) -> tuple[Sender, HeapClient | None] | None:
    match target:
        case ExternalRef(name=name):
            known = clients.SENDERS.get(name)
            if known is not None:
                return known, None
            if name.startswith(clients.TEST_CLIENTS):
                return None
            return _generic(node, name.rpartition(".")[2])
        case PartialRef(function=function, name=name):
            found = _sender(reader, function, node, frame)
            generic = clients.GENERIC.get(name)
            return found or ((generic, None) if generic is not None else None)
        case MethodRef(receiver=ClientRef() as ref, name=name):
            client = frame.state.heap.get(ref.id)
            if not isinstance(client, HeapClient):
                return _generic(node, name)
            sender = clients.method_sender(client.library, name)
            return (sender, client) if sender is not None else None
        case MethodRef(receiver=AnyOf() as some, name=name):
            client = late_clients.one_client(some, frame.state)
            sender = clients.method_sender(client.library, name) if client else None
            return (sender, client) if sender is not None else _generic(node, name)
        case PerRequest(why=why) if isinstance(node.func, ast.Attribute):
            if any(why.endswith(f"{name}()") for name in ("TestClient", "Client", "patch")):
                return None
            return _generic(node, node.func.attr)
    return None


def _held(sent: Sent, partial: PartialRef, frame: Frame) -> Sent:
    """A request that a partial sends: what the partial holds is not edited."""
    why = f"part of what it sends is held by a partial made at {partial.place}"
    client = partial.function
    return replace(
        sent,
        url_trail=None,
        body_trail=None if _body_is_held(partial) else sent.body_trail,
        doubts=(*sent.doubts, *_of_several(client, frame), *frame.doubts),
        obstacles=(f"{why}: write the URL and the payload where the call is",),
        uncertain=_uncertain(client, frame),
    )


def _uncertain(target: Abstract, frame: Frame) -> bool:
    """Whether other code may run in place of what sends a request, or of what leads to it."""
    receiver = target.receiver if isinstance(target, MethodRef) else None
    several = isinstance(receiver, AnyOf) and not frame.state.only_clients(receiver)
    return several or bool(frame.doubts)


def _body_is_held(partial: PartialRef) -> bool:
    return len(partial.positional) > 1 or not partials.BODIES.isdisjoint(partial.named)


def _of_several(target: Abstract, frame: Frame) -> Iterator[str]:
    """What may change a request that one of several objects sends."""
    if not isinstance(target, MethodRef) or not isinstance(target.receiver, AnyOf):
        return
    if target.receiver.or_none and late_clients.one_client(target.receiver, frame.state):
        return
    if not frame.state.only_clients(target):
        yield f"which object's {target.name}() is called isn't known"
    for key in sorted(target.receiver.among):
        client = frame.state.heap.get(key)
        if isinstance(client, HeapClient) and client.doubt is not None:
            yield f"the client may change it: {client.doubt}"


def _generic(node: ast.Call, name: str) -> tuple[Sender, None] | None:
    sender = clients.GENERIC.get(name)
    if sender is None:
        return None
    if sender in _OTHER_GENERIC:
        return sender, None
    keywords = {keyword.arg for keyword in node.keywords}
    bodies = {"json", "data", "content", "body", None}
    has_positional_body = sender.raw.position is not None and len(node.args) > sender.raw.position
    return (sender, None) if keywords & bodies or has_positional_body else None


def _unfollowed(arguments: Arguments) -> list[Abstract]:
    return [value for name, value in arguments.named.items() if name.startswith("**")]


def _take(place: Place, node: ast.Call, arguments: Arguments) -> Spot | None:
    for name, spot in arguments.named_spots.items():
        if name in place.keywords:
            return spot
    if place.position is not None and place.position < len(arguments.spots):
        upto = node.args[: place.position + 1]
        if arguments.unclear and any(isinstance(part, ast.Starred) for part in upto):
            return None
        return arguments.spots[place.position]
    return None


def _request(
    reader: Reader,
    sender: Sender,
    client: HeapClient | None,
    node: ast.Call,
    arguments: Arguments,
    frame: Frame,
) -> Sent | None:
    url = _take(sender.url, node, arguments)
    if url is None and not arguments.unclear:
        return None
    url_value: Value = frame.unknown(node, "the URL is among unpacked arguments")
    if url is not None:
        url_value = plain(url.value, url.node, frame)
    doubts = _doubts(sender, client, node, arguments, frame)
    body, body_trail, encoding = _body(sender, node, arguments, frame)
    return Sent(
        node,
        frame.chain,
        frame.module,
        client.library if client is not None else sender.library,
        _method(sender, node, arguments, frame),
        url_value,
        of_url(url, reader.entered) if url is not None else None,
        body,
        body_trail,
        encoding,
        _headers(sender, client, node, arguments, frame),
        plain(client.base_url, node, frame) if client is not None else Known(""),
        doubts,
    )


def _method(sender: Sender, node: ast.Call, arguments: Arguments, frame: Frame) -> Value:
    if sender.method is not None:
        return Known(sender.method)
    verb = _take(sender.verb, node, arguments)
    if verb is not None:
        value = plain(verb.value, verb.node, frame)
        if isinstance(value, Known) and isinstance(value.value, str):
            return Known(value.value.upper())
        return value
    has_body = _take(sender.raw, node, arguments) is not None
    return Known("POST" if has_body else "GET")


def _doubts(
    sender: Sender, client: HeapClient | None, node: ast.Call, arguments: Arguments, frame: Frame
) -> tuple[str, ...]:
    doubts = []
    if client is not None and client.doubt is not None:
        doubts.append(f"the client may change it: {client.doubt}")
    if arguments.unclear:
        doubts.append("arguments are unpacked into the call")
    given = {*arguments.named, *(keyword.arg for keyword in node.keywords)}
    if is_code(arguments.named.get("auth")):
        doubts.append("the call is given auth= that is code of the program")
    doubts.extend(
        f"the call is given {name}="
        for name in (*sender.query, *sender.forms, *clients.WATCHING)
        if name in given and not is_nothing(arguments.named.get(name), frame)
    )
    return tuple(doubts)


def _body(
    sender: Sender, node: ast.Call, arguments: Arguments, frame: Frame
) -> tuple[Value, Trail | None, Encoding]:
    structured = _take(sender.structured, node, arguments)
    raw = _take(sender.raw, node, arguments)
    if structured is not None and structured.value == Known(None):
        structured = None
    if raw is not None and raw.value == Known(None):
        raw = None
    if structured is not None and raw is None:
        return freeze(structured.value, frame.state), of_body(structured), "json"
    if raw is not None and structured is None:
        return _raw_body(raw, frame)
    if structured is not None:
        return frame.unknown(node, "the call is given two bodies"), None, "json"
    why = "the body is among unpacked arguments" if arguments.unclear else "it has no body"
    return frame.unknown(node, why), None, "json"


def _raw_body(raw: Spot, frame: Frame) -> tuple[Value, Trail | None, Encoding]:
    match raw.value:
        case JsonText(node=ast.expr() as written, within=Activation() as within) as text:
            outside = of_body(raw)
            dumped = of_body(Spot(written, within, text.value))
            trail = replace(dumped, uses=(*outside.uses, *dumped.uses))
            return text.value, trail, "json_bytes" if text.is_bytes else "json_text"
        case JsonText(value=value, is_bytes=is_bytes):
            return value, None, "json_bytes" if is_bytes else "json_text"
        case Known(value=str(text)) if (held := json_text.read(text)) is not None:
            return held, None, "json_text"
        case DictRef():
            why = "the dict is sent as a form, not as JSON"
            return frame.unknown(raw.node, why), None, "json_text"
    return plain(raw.value, raw.node, frame), None, "json_text"


def _headers(
    sender: Sender,
    client: HeapClient | None,
    node: ast.Call,
    arguments: Arguments,
    frame: Frame,
) -> Value:
    own: Value = Record()
    given = _take(sender.headers, node, arguments)
    if given is not None and given.value != Known(None):
        own = freeze(given.value, frame.state)
    elif arguments.unclear:
        own = Record((), PerRequest("headers", "headers may be among unpacked arguments"))
    if client is None:
        return own
    default = freeze(client.headers, frame.state)
    return _merged(default, own)


def _merged(default: Value, own: Value) -> Value:
    match default, own:
        case Record(), Record():
            names = {entry.key.lower() for entry in own.entries}
            kept: list[Entry] = [e for e in default.entries if e.key.lower() not in names]
            return Record((*kept, *own.entries), own.rest or default.rest)
        case _, Record(entries=()):
            return default
    return own
