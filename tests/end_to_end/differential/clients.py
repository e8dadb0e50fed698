"""HTTP clients: for each, the statements that send a body and bind `response` and `answer`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.end_to_end.differential.draft import Draft, hanging, indented
from tests.end_to_end.differential.urls import PATHS, Address, Base, absolute, joined, relative


@dataclass(frozen=True, slots=True)
class Call:
    """One call to write: what is sent where, with which headers."""

    draft: Draft
    base: Base
    channel: str
    body: str
    headers: str
    path: str = ""
    method: str = ""

    @property
    def of_instance(self) -> bool:
        """Whether address and headers hold only inside of methods."""
        return self.base.expression.startswith("self.") or "self." in self.headers

    def address(self) -> Address:
        """The whole address; of the endpoint for the channel, unless `path` is an expression."""
        if self.path:
            return joined(self.draft, self.base, self.path)
        return absolute(self.draft, self.base, PATHS[self.channel])

    def relative(self) -> str:
        """The path alone, for clients that know the address."""
        return self.path or relative(self.draft, PATHS[self.channel])

    def typed_headers(self) -> str:
        """Headers that say JSON, for bodies that are sent as text."""
        name, value = self.draft.text("Content-Type"), self.draft.text("application/json")
        if self.headers.isidentifier() and self.draft.chance(40):
            return f"dict({self.headers}, **{{{name}: {value}}})"
        return f"{{**{self.headers}, {name}: {value}}}"

    def text(self, *, binary: bool = False) -> tuple[list[str], str]:
        """The body as JSON text: statements before, and the expression."""
        self.draft.imports.add("import json")
        dumped = f"json.dumps({hanging(self.body)})"
        if binary or self.draft.chance(50):
            encoding = self.draft.text("utf-8")
            dumped += self.draft.pick([".encode()", f".encode({encoding})"])
        if self.draft.chance(35):
            return [f"sent = {dumped}"], "sent"
        return [], dumped


Client = Callable[[Call], list[str]]


def arguments(draft: Draft, parts: list[str]) -> str:
    """Arguments on one line or on many."""
    if draft.chance(50):
        return "(\n" + "\n".join(f"    {hanging(part)}," for part in parts) + "\n)"
    return f"({', '.join(parts)})"


def _send(call: Call, sender: str, url: str, *, headers: bool, raw: str) -> list[str]:
    """`response = sender.post(...)` for the clients that look like requests."""
    draft = call.draft
    lines: list[str] = []
    first = [f"url={url}"] if draft.chance(15) else [url]
    if draft.chance(70):
        body, sent = f"json={call.body}", call.headers
    else:
        before, text = call.text()
        lines, body, sent = before, f"{raw}={text}", call.typed_headers()
        draft.trait("body as text")
        headers = True
    parts = [*first, body]
    if headers:
        parts.insert(draft.pick([1, 2]) if len(parts) > 1 else 1, f"headers={sent}")
    if draft.chance(40):
        parts.append("timeout=10")
    method = "post"
    if call.method:
        method = "request"
        parts.insert(0, call.method if first == [url] else f"method={call.method}")
    elif draft.chance(20):
        method = "request"
        parts.insert(0, draft.text("POST") if first == [url] else f"method={draft.text('POST')}")
    return [*lines, f"response = {sender}.{method}{arguments(draft, parts)}"]


ANSWER = ["print(response.status_code)", "answer = response.json()"]
ASYNC_ANSWER = ["print(response.status)", "answer = await response.json()"]


def requests_module(call: Call) -> list[str]:
    """`requests.post` and `requests.request`."""
    call.draft.imports.add("import requests")
    url = call.address()
    sent = _send(call, "requests", url.expression, headers=True, raw="data")
    return [*url.lines, *sent, *ANSWER]


def requests_session(call: Call) -> list[str]:
    """A Session, local or of the module, that may hold the headers."""
    draft = call.draft
    draft.imports.add("import requests")
    url = call.address()
    form = draft.pick(["with", "local", "with" if call.of_instance else "module"])
    key = draft.text("X-Api-Key")
    holds = draft.pick([".headers.update({0})", f".headers[{key}] = {{0}}[{key}]", ""])
    if form == "module":
        name = draft.constant("shared_session", "requests.Session()")
        if holds:
            draft.constants.append(name + holds.format(call.headers))
    else:
        name = "session"
    sent = _send(call, name, url.expression, headers=not holds, raw="data")
    told = [f"{name}{holds.format(call.headers)}"] if holds and form != "module" else []
    if form == "with":
        inner = "\n".join([*told, *sent])
        return [*url.lines, f"with requests.Session() as session:\n{indented(inner)}", *ANSWER]
    if form == "local":
        return [*url.lines, "session = requests.Session()", *told, *sent, *ANSWER]
    return [*url.lines, *sent, *ANSWER]


def _httpx_client(call: Call, library: str, kind: str) -> tuple[list[str], str, str]:
    """Lines before, the construction of a client, and the URL to use with it."""
    draft = call.draft
    draft.imports.add(f"import {library}")
    options = [f"headers={call.headers}"]
    if draft.chance(50):
        draft.trait("client base_url")
        options.insert(0, f"base_url={call.base.expression}")
        return [], f"{library}.{kind}({', '.join(options)})", call.relative()
    url = call.address()
    return url.lines, f"{library}.{kind}({', '.join(options)})", url.expression


def httpx_like(library: str) -> Client:
    """The functions of httpx or its successor, or a Client."""

    def send(call: Call) -> list[str]:
        draft = call.draft
        if draft.chance(40):
            draft.imports.add(f"import {library}")
            url = call.address()
            sent = _send(call, library, url.expression, headers=True, raw="content")
            return [*url.lines, *sent, *ANSWER]
        before, made, to = _httpx_client(call, library, "Client")
        if draft.chance(30) and not before and not call.of_instance:
            name = draft.constant("shared_client", made)
            return [*_send(call, name, to, headers=False, raw="content"), *ANSWER]
        sent = _send(call, "client", to, headers=False, raw="content")
        if draft.chance(30):
            return [*before, f"client = {made}", *sent, "client.close()", *ANSWER]
        inner = indented("\n".join(sent))
        return [*before, f"with {made} as client:\n{inner}", *ANSWER]

    return send


def httpx_async(library: str) -> Client:
    """An AsyncClient."""

    def send(call: Call) -> list[str]:
        before, made, to = _httpx_client(call, library, "AsyncClient")
        sent = _send(call, "await client", to, headers=False, raw="content")
        inner = indented("\n".join(sent))
        return [*before, f"async with {made} as client:\n{inner}", *ANSWER]

    return send


def aiohttp_session(call: Call) -> list[str]:
    """A ClientSession with or without base address, awaited or entered."""
    draft = call.draft
    draft.imports.add("import aiohttp")
    options = [f"headers={call.headers}"]
    lines: list[str] = []
    if draft.chance(40):
        draft.trait("client base_url")
        options.insert(0, draft.pick(["base_url={}", "{}"]).format(call.base.expression))
        url = call.relative()
    else:
        address = call.address()
        lines, url = address.lines, address.expression
    parts = [url, f"json={call.body}"]
    before: list[str] = []
    if draft.chance(30):
        before, text = call.text()
        parts = [url, f"data={text}", f"headers={call.typed_headers()}"]
    post = f"session.post{arguments(draft, parts)}"
    answer = "\n".join(ASYNC_ANSWER)
    if draft.chance(70):
        inner = "\n".join([*before, f"async with {post} as response:\n{indented(answer)}"])
    else:
        inner = "\n".join([*before, f"response = await {post}", answer])
    made = f"aiohttp.ClientSession({', '.join(options)})"
    return [*lines, f"async with {made} as session:\n{indented(inner)}"]


def urllib_request(call: Call) -> list[str]:
    """`urllib.request.urlopen` of a Request."""
    draft = call.draft
    draft.imports |= {"import json", draft.pick(["import urllib.request", "import urllib.request"])}
    url = call.address()
    before, text = call.text(binary=True)
    data = draft.pick([f"data={text}", text])
    parts = [url.expression, data, f"headers={call.typed_headers()}"]
    if draft.chance(60):
        parts.append(f"method={draft.text('POST')}")
    made = f"urllib.request.Request{arguments(draft, parts)}"
    read = "print(response.status)\nanswer = json.load(response)"
    if draft.chance(25):
        opened = f"with urllib.request.urlopen({hanging(made)}) as response:\n{indented(read)}"
        return [*url.lines, *before, opened]
    opened = f"with urllib.request.urlopen(request, timeout=10) as response:\n{indented(read)}"
    return [*url.lines, *before, f"request = {made}", opened]


def http_client(call: Call) -> list[str]:
    """An HTTPConnection."""
    draft = call.draft
    draft.imports |= {"import json", "import http.client"}
    host = draft.text("companion-api.napster.com")
    if not call.base.literal or draft.chance(30):
        draft.imports.add("from urllib.parse import urlsplit")
        host = f"urlsplit({call.base.expression}).netloc"
    before, text = call.text()
    body = draft.pick([f"body={text}", text])
    headers = draft.pick([f"headers={call.typed_headers()}"])
    parts = [draft.text("POST"), call.relative(), body, headers]
    return [
        *before,
        f"connection = http.client.HTTPConnection({host}, timeout=10)",
        f"connection.request{arguments(draft, parts)}",
        "response = connection.getresponse()",
        "print(response.status)",
        "answer = json.load(response)",
        "connection.close()",
    ]


SYNC: dict[str, Client] = {
    "requests": requests_module,
    "requests session": requests_session,
    "httpx": httpx_like("httpx"),
    "urllib": urllib_request,
    "http.client": http_client,
    "httpx2": httpx_like("httpx2"),
}
ASYNC: dict[str, Client] = {
    "httpx async": httpx_async("httpx"),
    "aiohttp": aiohttp_session,
    "httpx2 async": httpx_async("httpx2"),
}
