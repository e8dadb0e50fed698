"""What stands between a service and its HTTP client: functions, base classes, closures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tests.end_to_end.differential import clients
from tests.end_to_end.differential.draft import Draft, indented
from tests.end_to_end.differential.program import API
from tests.end_to_end.differential.urls import PATHS, Base, base_address

_ANY_METHOD = ("requests", "requests session", "httpx", "httpx2")


@dataclass(frozen=True, slots=True)
class Sender:
    """How to send from a service.

    `lines(draft, body, channel)` bind `answer`. A `base` class or the lines of `start` for its
    constructor are what a method needs for it; `parameters` and `given` are the constructor's.
    """

    lines: Callable[[Draft, str, str], list[str]]
    base: tuple[Draft, str] | None = None
    start: Sequence[str] = field(default=())
    parameters: str = ""
    given: str = ""

    @property
    def of_class(self) -> bool:
        """Whether only methods can use it."""
        return self.base is not None or bool(self.start)


def header_constant(draft: Draft) -> str:
    """Headers with the key, as a constant of the module."""
    draft.imports.add("import os")
    key = f"os.environ[{draft.text('NAPSTER_API_KEY')}]"
    return draft.constant("HEADERS", f"{{{draft.text('X-Api-Key')}: {key}}}")


def _table(asynchronous: bool) -> dict[str, clients.Client]:
    return clients.ASYNC if asynchronous else clients.SYNC


def _request_lines(
    at: Draft, base: Base, headers: str, *, asynchronous: bool, method: str, body: str
) -> list[str]:
    """The lines of a function that sends `body` to `path`, and bind `answer`."""
    names = sorted(_table(asynchronous))
    if method:
        names = [n for n in names if n in _ANY_METHOD] or ["httpx async"]
    name = at.pick(names)
    at.trait(f"client {name}")
    call = clients.Call(at, base, "", body, headers, path="path", method=method)
    lines = [*_extra(at, body), *_table(asynchronous)[name](call)]
    if at.chance(15) and not asynchronous:
        at.trait("sender retries")
        inner = indented(indented("\n".join([*lines, "break"])))
        lines = [
            f"for attempt in range(2):\n    try:\n{inner}\n    except ValueError:\n        pass"
        ]
    return lines


def _extra(at: Draft, body: str) -> list[str]:
    """What a helper does besides: nothing, mostly."""
    form = at.pick(["", "", "", "", "path", "filter", "default", "keys", "guard"])
    if form:
        at.trait(f"sender {form}")
    return {
        "": [],
        "path": ["print('->', path)"],
        "filter": [f"{body} = {{k: v for k, v in {body}.items() if v is not None}}"],
        "default": [f"{body}.setdefault('initialSpeech', 'Hi')"],
        "keys": [f"print(sorted({body}))"],
        "guard": ["if not path.startswith('/'):\n    raise ValueError(path)"],
    }[form]


def function(draft: Draft, *, asynchronous: bool) -> Sender:
    """A function `post(path, payload)`, perhaps through a second one."""
    at = draft.elsewhere("transport")
    base, headers = base_address(at), header_constant(at)
    name = at.fresh(at.pick(["post", "send_request", "api_post"]))
    form = at.pick(
        ["path, payload", "payload, path", "method, path, json=None", "path, *, payload"]
    )
    form = at.pick([form, form, form, "payload, path=None", "path, **fields"])
    at.trait(f"sender function({form})")
    body = "json" if "json" in form else "fields" if "fields" in form else "payload"
    method = "method" if form.startswith("method") else ""
    if body == "json":
        at.imports.add("import json as json_text")
    prefix, awaiting = ("async ", "await ") if asynchronous else ("", "")
    lines = _request_lines(at, base, headers, asynchronous=asynchronous, method=method, body=body)
    if body == "json":
        lines = [line.replace("json.dumps", "json_text.dumps") for line in lines]
        lines = [line.replace("json.load", "json_text.load") for line in lines]
    if form == "payload, path=None":
        lines.insert(0, f"path = path or {at.text(PATHS['webrtc'])}")
    source = f"{prefix}def {name}({form}):\n" + indented("\n".join([*lines, "return answer"]))
    at.function(source)
    kind = at.pick(["", "", "partial", "lambda", "hop"])
    if kind and form in {"path, payload", "payload, path"}:
        at.trait(f"sender {kind}")
        outer = at.fresh("deliver")
        if kind == "partial":
            at.imports.add("import functools")
            at.late.append(f"{outer} = functools.partial({name})")
        elif kind == "lambda":
            at.late.append(f"{outer} = lambda {form}: {name}({form})")
        else:
            at.function(f"{prefix}def {outer}({form}):\n    return {awaiting}{name}({form})")
        name = outer

    def send(caller: Draft, sent: str, channel: str) -> list[str]:
        path = caller.text(PATHS[channel])
        if caller.chance(20):
            path = caller.constant("PATH", path)
        given = {
            "path, payload": f"{path}, {sent}",
            "payload, path": f"{sent}, {path}",
            "method, path, json=None": f"{caller.text('POST')}, {path}, json={sent}",
            "path, *, payload": f"{path}, payload={sent}",
            "payload, path=None": sent if channel == "webrtc" else f"{sent}, {path}",
            "path, **fields": f"{path}, **{sent}",
        }[form]
        return [f"answer = {awaiting}{caller.refer(at, name)}({given})"]

    return Sender(send)


def api_class(draft: Draft, *, asynchronous: bool) -> Sender:
    """A class with `_request`, which the service inherits from, has, or is given."""
    at = draft.elsewhere("transport")
    at.imports.add("import os")
    name = at.fresh("ApiClient")
    url = at.text(API)
    key = f"os.environ[{at.text('NAPSTER_API_KEY')}]"
    form = at.pick(["parameter", "or", "class", "environment", "strip"])
    relation = at.pick(["base", "has", "given", "global"])
    at.trait(f"sender class {relation}")
    at.trait(f"base of instance: {form}")
    lines = []
    parameters = "api_key=None"
    if form == "class":
        lines.append(f"base_url = {url}\n")
        assigned = ""
    else:
        default = at.constant("DEFAULT_URL", url) if form == "or" else url
        parameters += ", base_url=None" if form == "or" else f", base_url={default}"
        assigned = {
            "parameter": "self.base_url = base_url",
            "or": f"self.base_url = base_url or {default}",
            "environment": f"self.base_url = os.environ.get({at.text('NAPSTER_BASE_URL')}, base_url)",
            "strip": f"self.base_url = base_url.rstrip({at.text('/')})",
        }[form]
    start = [f"self.api_key = api_key or {key}", assigned]
    start.append(f"self.headers = {{{at.text('X-Api-Key')}: self.api_key}}")
    lines.append(f"def __init__(self, {parameters}):\n" + indented("\n".join(filter(None, start))))
    base = Base("self.base_url", False)
    own = at.pick(["_request", "post"])
    method = "method" if own == "_request" and at.chance(60) else ""
    sent = _request_lines(
        at, base, "self.headers", asynchronous=asynchronous, method=method, body="payload"
    )
    prefix, awaiting = ("async ", "await ") if asynchronous else ("", "")
    head = f"{prefix}def {own}(self, {'method, ' if method else ''}path, payload):"
    lines.append(head + "\n" + indented("\n".join([*sent, "return answer"])))
    at.functions.append(f"class {name}:\n" + indented("\n\n".join(lines)))
    instance = at.fresh("api")
    if relation == "global":
        at.late.append(f"{instance} = {name}()")

    def send(caller: Draft, body: str, channel: str) -> list[str]:
        path = caller.text(PATHS[channel])
        verb = f"{caller.text('POST')}, " if method else ""
        holder = {"base": "self", "has": "self.api", "given": "self.api"}.get(relation, "")
        holder = holder or caller.refer(at, instance)
        return [f"answer = {awaiting}{holder}.{own}({verb}{path}, {body})"]

    if relation == "base":
        return Sender(send, base=(at, name))
    if relation == "has":
        return Sender(send, start=[f"self.api = {draft.refer(at, name)}()"])
    if relation == "given":
        made = f"{draft.refer(at, name)}()"
        hint = at.pick(["api", f"api: {draft.refer(at, name)}"])
        return Sender(send, start=["self.api = api"], parameters=hint, given=made)
    return Sender(send)


def closure(draft: Draft, *, asynchronous: bool) -> Sender:
    """A nested function, decorated so that it is tried again; it captures address and body."""
    at = draft.elsewhere("transport")
    base, headers = base_address(draft), header_constant(draft)
    decorator = at.fresh("retrying")
    kind = at.pick(["own", "tenacity", "bare"]) if not asynchronous else "bare"
    at.trait(f"sender closure {kind}")
    if kind == "own":
        at.imports.add("import functools")
        at.function(
            f"def {decorator}(function):\n    @functools.wraps(function)\n"
            "    def again(*args, **named):\n        for attempt in range(2):\n            try:\n"
            "                return function(*args, **named)\n            except ValueError:\n"
            "                continue\n        raise RuntimeError('gave up')\n\n    return again"
        )
    prefix, awaiting = ("async ", "await ") if asynchronous else ("", "")

    def send(caller: Draft, body: str, channel: str) -> list[str]:
        name = caller.pick(sorted(_table(asynchronous)))
        caller.trait(f"client {name}")
        call = clients.Call(caller, base, channel, "sent_body", headers)
        inner = indented("\n".join([*_table(asynchronous)[name](call), "return answer"]))
        lines = [f"sent_body = {body}"]
        if kind == "own":
            lines.append(f"@{caller.refer(at, decorator)}")
        elif kind == "tenacity":
            caller.imports.add("import tenacity")
            lines.append("@tenacity.retry(stop=tenacity.stop_after_attempt(2), reraise=True)")
        lines.append(f"{prefix}def send_it():\n{inner}")
        return ["\n".join(lines), f"answer = {awaiting}send_it()"]

    return Sender(send)


def direct(draft: Draft, *, asynchronous: bool) -> Sender:
    """Nothing: the service calls its client itself."""
    base, headers = base_address(draft), header_constant(draft)

    def send(caller: Draft, body: str, channel: str) -> list[str]:
        name = caller.pick(sorted(_table(asynchronous)))
        caller.trait(f"client {name}")
        call = clients.Call(caller, base, channel, body, headers)
        return _table(asynchronous)[name](call)

    return Sender(send)


SENDERS = (direct, function, api_class, function, api_class, closure)
