"""Handed on: calls that give an endpoint's address to code which isn't known."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.read.addresses import TELLING
from migrator.read.echoes import scope_of
from migrator.read.module import last_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from migrator.read.module import ModuleSource
    from migrator.read.program import Program

_MAKES_TEXT = frozenset(
    {"AnyHttpUrl", "Field", "Template", "append", "config", "env", "field", "format"}
    | {"get", "getattr", "getenv", "join", "lstrip", "partial", "quote", "removeprefix"}
    | {"removesuffix", "replace", "rstrip", "setdefault", "str", "strip", "substitute"}
)
_SPEAKS_OF_TEXT = ("url", "uri", "path", "endpoint", "route")
_BODIES = frozenset({"body", "content", "data", "json", "payload"})


def handed_on(
    program: Program,
    module: ModuleSource,
    understood: Collection[ast.Call],
    urls: Collection[str],
) -> Iterator[ast.Call]:
    """Those calls of a module that may send something to the address they are given.

    The text of an address that is none of `urls`, of requests that were understood, is listed where
    it stands. Beside such a request a call without a body is about that one: it measures, checks or
    tells it.
    """
    paths = tuple(endpoint.path for endpoint in program.pack.endpoints)
    known = [url for url in urls if url.endswith(paths)]
    handed = [
        call
        for call, address in program.calls.handed.items()
        if call in module.parents and any(address in url for url in known)
    ]
    sending = {scope_of(module, call) for call in understood if handed and call in module.parents}
    for call in handed:
        called = last_name(call)
        if called in TELLING or (called != "partial" and makes_text(call)):
            continue
        if scope_of(module, call) not in sending or _gives_a_body(call):
            yield call


def makes_text(call: ast.Call) -> bool:
    """Whether a call only makes another text of those it is given, or keeps them."""
    called = last_name(call)
    return called in _MAKES_TEXT or any(word in called.lower() for word in _SPEAKS_OF_TEXT)


def _gives_a_body(call: ast.Call) -> bool:
    named = {keyword.arg for keyword in call.keywords}
    return not named.isdisjoint(_BODIES) or any(isinstance(arg, ast.Dict) for arg in call.args)
