"""Which code opens sessions: the lines that were running when a request went out.

Loaded into the process that runs the programs, so it needs nothing but the clients, and nothing of
what programs are wont to replace.
"""

from __future__ import annotations

import asyncio
import http.client
import re
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import CodeType, FrameType
from typing import Protocol
from urllib.parse import urlsplit

Place = tuple[str, int, int]
"""A file, the first line of the function in it that runs, and the line that runs."""

_OPENING = re.compile(r"/public/(?:(?:ws-)?connections|agents/[^/]+/connections)")
_CREATION_DEPTH = 12
# In a thread of a pool: what ran where its work was handed over.
_HANDED = threading.local()


class _Place(Protocol):
    host: str | None
    port: int | None
    path: str


class _Request(Protocol):
    method: str
    url: _Place


class _Session(Protocol):
    def _build_url(self, url: object) -> _Place: ...


class Witness:
    """Notes, for each request that opens a session, the places of the program's own code."""

    def __init__(self, folder: str, file: str, server: str) -> None:
        self._folder, self._file, self._server = folder, file, server

    def saw(self, method: str, to: _Place, path: str) -> None:
        """A request is about to be sent."""
        if str(method).upper() != "POST" or not _OPENING.fullmatch(path):
            return
        if f"{to.host}:{to.port}" != self._server:
            return
        places = [*self.places(), *getattr(_HANDED, "places", ())]
        with open(self._file, "a", encoding="utf-8") as file:
            file.write(f"{places!r}\n")

    def places(self) -> list[Place]:
        """What runs now, and what made the task that it runs in."""
        frame: FrameType | None = sys._getframe(1)
        places: list[Place] = []
        while frame is not None:
            self._note(places, frame.f_code, frame.f_lineno)
            frame = frame.f_back
        return [*places, *_creation(self._folder)]

    def _note(self, places: list[Place], code: CodeType, line: int) -> None:
        if code.co_filename.startswith(self._folder):
            inside = code.co_filename.removeprefix(self._folder).lstrip("/")
            first = 0 if code.co_name == "<module>" else code.co_firstlineno
            places.append((inside, first, line))


def _creation(folder: str) -> list[Place]:
    """Where the coroutine was made that runs as a task of its own."""
    try:
        task = asyncio.current_task()
    except RuntimeError:
        return []
    origin = getattr(task.get_coro(), "cr_origin", None) if task is not None else None
    return [
        (file.removeprefix(folder).lstrip("/"), -1, line)
        for file, line, _ in origin or ()
        if file.startswith(folder)
    ]


def watch(witness: Witness) -> None:
    """Make every client tell `witness` of what it sends."""
    import aiohttp
    import httpx
    import httpx2

    sys.set_coroutine_origin_tracking_depth(_CREATION_DEPTH)

    def of_connection(me: _Place, method: str, url: str, *rest: object) -> None:
        witness.saw(method, me, urlsplit(url).path)

    def of_request(me: object, request: _Request, *rest: object) -> None:
        witness.saw(request.method, request.url, request.url.path)

    def of_session(me: _Session, method: str, url: object, *rest: object) -> None:
        to = me._build_url(url)
        witness.saw(method, to, to.path)

    _before(http.client.HTTPConnection, "putrequest", of_connection)
    for library in (httpx, httpx2):
        _before(library.HTTPTransport, "handle_request", of_request)
        _before(library.AsyncHTTPTransport, "handle_async_request", of_request)
    _before(aiohttp.ClientSession, "_request", of_session)
    _remember_who_hands_over(witness)


def _remember_who_hands_over(witness: Witness) -> None:
    submit: Callable[..., object] = ThreadPoolExecutor.submit

    def submitting(
        pool: object, work: Callable[..., object], *args: object, **named: object
    ) -> object:
        places = witness.places()

        def working(*given: object, **by_name: object) -> object:
            _HANDED.places = places
            try:
                return work(*given, **by_name)
            finally:
                _HANDED.places = []

        return submit(pool, working, *args, **named)

    ThreadPoolExecutor.submit = submitting  # type: ignore[assignment,method-assign]


def _before(owner: type, name: str, tell: Callable[..., None]) -> None:
    original = getattr(owner, name)

    def telling(*args: object, **named: object) -> object:
        tell(*args)
        return original(*args, **named)

    setattr(owner, name, telling)
