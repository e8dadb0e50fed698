"""HTTP clients: one entry in one table for each way that Python code sends a request.

To teach the reader a client, add its functions to SENDERS and its classes to CLIENTS.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Where an argument stands: its position, or None, and its keywords."""

    position: int | None
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sender:
    """One function that sends a request, and where its parts stand.

    `method` is the verb, or None when an argument gives it. `structured` takes a dict that is
    sent as JSON; `raw` takes JSON text.
    """

    library: str
    method: str | None
    url: Place
    verb: Place = Place(None, ())
    structured: Place = Place(None, ("json",))
    raw: Place = Place(None, ("data", "content", "body"))
    headers: Place = Place(None, ("headers",))
    query: tuple[str, ...] = ("params",)
    forms: tuple[str, ...] = ("files",)


@dataclass(frozen=True, slots=True)
class ClientKind:
    """One client class: how it is made, and what in its making casts doubt on its requests."""

    library: str
    base_url_keyword: str | None = None
    base_url_first: bool = False
    host_first: bool = False
    scheme: str = "https"
    doubtful_keywords: tuple[str, ...] = ()


_URL_FIRST = Place(0, ("url",))
_URL_SECOND = Place(1, ("url",))
_VERB_FIRST = Place(0, ("method",))

_REQUESTS_POST = Sender(
    "requests",
    "POST",
    _URL_FIRST,
    structured=Place(2, ("json",)),
    raw=Place(1, ("data",)),
)
_REQUESTS_REQUEST = Sender(
    "requests", None, _URL_SECOND, verb=_VERB_FIRST, raw=Place(None, ("data",))
)
_HTTPX_POST = Sender("httpx", "POST", _URL_FIRST, raw=Place(None, ("content", "data")))
_HTTPX_REQUEST = replace(_HTTPX_POST, method=None, url=_URL_SECOND, verb=_VERB_FIRST)
_AIOHTTP_POST = Sender("aiohttp", "POST", _URL_FIRST, raw=Place(None, ("data",)))
_AIOHTTP_REQUEST = replace(_AIOHTTP_POST, method=None, url=_URL_SECOND, verb=_VERB_FIRST)
_URLLIB_REQUEST = Sender(
    "urllib",
    None,
    _URL_FIRST,
    verb=Place(5, ("method",)),
    structured=Place(None, ()),
    raw=Place(1, ("data",)),
    headers=Place(2, ("headers",)),
    query=(),
    forms=(),
)
_URLOPEN = replace(_URLLIB_REQUEST, verb=Place(None, ()), headers=Place(None, ()))
_HTTP_CLIENT_REQUEST = Sender(
    "http.client",
    None,
    _URL_SECOND,
    verb=_VERB_FIRST,
    structured=Place(None, ()),
    raw=Place(2, ("body",)),
    headers=Place(3, ("headers",)),
    query=(),
    forms=(),
)
_URLLIB3_REQUEST = Sender(
    "urllib3", None, _URL_SECOND, verb=_VERB_FIRST, raw=Place(2, ("body",)), query=("fields",)
)
# The library of what isn't known to be a client.
UNKNOWN = "unknown"
_GENERIC_POST = Sender(UNKNOWN, "POST", _URL_FIRST)
_GENERIC_REQUEST = Sender(
    UNKNOWN,
    None,
    _URL_SECOND,
    verb=_VERB_FIRST,
    raw=Place(2, ("data", "content", "body")),
    headers=Place(3, ("headers",)),
)

SENDERS: dict[str, Sender] = {
    "requests.post": _REQUESTS_POST,
    "requests.api.post": _REQUESTS_POST,
    "requests.request": _REQUESTS_REQUEST,
    "requests.api.request": _REQUESTS_REQUEST,
    "requests.Request": replace(_REQUESTS_REQUEST, raw=Place(4, ("data",))),
    "requests.models.Request": replace(_REQUESTS_REQUEST, raw=Place(4, ("data",))),
    "httpx.post": _HTTPX_POST,
    "httpx.request": _HTTPX_REQUEST,
    "httpx.stream": _HTTPX_REQUEST,
    "httpx.Request": _HTTPX_REQUEST,
    "aiohttp.request": _AIOHTTP_REQUEST,
    "urllib.request.Request": _URLLIB_REQUEST,
    "urllib.request.urlopen": _URLOPEN,
    "urllib3.request": _URLLIB3_REQUEST,
}
for _name in ("post", "request", "stream", "Request"):
    SENDERS[f"httpx2.{_name}"] = replace(SENDERS[f"httpx.{_name}"], library="httpx2")

_METHODS: dict[str, dict[str, Sender]] = {
    "requests": {"post": _REQUESTS_POST, "request": _REQUESTS_REQUEST},
    "httpx": {
        "post": _HTTPX_POST,
        "request": _HTTPX_REQUEST,
        "stream": _HTTPX_REQUEST,
        "build_request": _HTTPX_REQUEST,
    },
    "aiohttp": {"post": _AIOHTTP_POST, "request": _AIOHTTP_REQUEST},
    "http.client": {"request": _HTTP_CLIENT_REQUEST},
    "urllib3": {"request": _URLLIB3_REQUEST, "urlopen": _URLLIB3_REQUEST},
}
_METHODS["httpx2"] = {
    name: replace(sender, library="httpx2") for name, sender in _METHODS["httpx"].items()
}
OTHER_VERBS = ("get", "delete", "put", "patch", "head", "options")
for _verb in OTHER_VERBS:
    for _library in ("requests", "httpx", "httpx2"):
        _sender = replace(_METHODS[_library]["post"], method=_verb.upper())
        SENDERS[f"{_library}.{_verb}"] = _METHODS[_library][_verb] = _sender
    _METHODS["aiohttp"][_verb] = replace(_AIOHTTP_POST, method=_verb.upper())
GENERIC: dict[str, Sender] = {"post": _GENERIC_POST, "request": _GENERIC_REQUEST}
GENERIC["build_request"] = _GENERIC_REQUEST
GENERIC |= {verb: replace(_GENERIC_POST, method=verb.upper()) for verb in OTHER_VERBS}

_HTTPX_DOUBTS = ("event_hooks", "transport", "mounts", "app")
CLIENTS: dict[str, ClientKind] = {
    "requests.Session": ClientKind("requests"),
    "requests.session": ClientKind("requests"),
    "requests.sessions.Session": ClientKind("requests"),
    "aiohttp.ClientSession": ClientKind(
        "aiohttp",
        "base_url",
        base_url_first=True,
        doubtful_keywords=("trace_configs", "middlewares", "request_class", "json_serialize"),
    ),
    "http.client.HTTPSConnection": ClientKind("http.client", host_first=True),
    "http.client.HTTPConnection": ClientKind("http.client", host_first=True, scheme="http"),
    "urllib3.PoolManager": ClientKind("urllib3"),
    "urllib3.HTTPSConnectionPool": ClientKind("urllib3", host_first=True),
}
for _library in ("httpx", "httpx2"):
    for _name in ("Client", "AsyncClient"):
        CLIENTS[f"{_library}.{_name}"] = ClientKind(
            _library, "base_url", doubtful_keywords=_HTTPX_DOUBTS
        )

# What a client adds to every request, which code may change.
TOUCHING = frozenset({"headers", "base_url", "hooks", "event_hooks", "auth", "params"})

# Arguments of a request with code that is run for it, and sees it.
WATCHING = ("hooks", "extensions")
# What a client runs, or adds to the address, for each request.
SEEING_REQUESTS = frozenset({"hooks", "event_hooks", "params", "adapters"})

LIBRARY_MARKERS = {
    "requests": "requests/adapters.py",
    "httpx": "httpx/_client.py",
    "httpx2": "httpx2/_client.py",
    "aiohttp": "aiohttp/connector.py",
    "urllib3": "urllib3/poolmanager.py",
    "django": "django/conf/global_settings.py",
}

TEST_CLIENTS = (
    "fastapi.testclient.", "starlette.testclient.", "django.test.", "rest_framework.test.",
    "flask.testing.", "aiohttp.test_utils.", "unittest.mock.", "responses.", "respx.",
    "requests_mock.", "aioresponses.",
)  # fmt: skip


SENDING_NAMES = (
    {name.rpartition(".")[2] for name in SENDERS}
    | {name for methods in _METHODS.values() for name in methods}
    | GENERIC.keys()
).difference(OTHER_VERBS)


def constructed(name: str) -> ClientKind | None:
    """The kind of client that calling `name` makes, or None."""
    return CLIENTS.get(name)


def method_sender(library: str, name: str) -> Sender | None:
    """How a method of a library's client sends, or None when it doesn't."""
    return _METHODS.get(library, {}).get(name)
