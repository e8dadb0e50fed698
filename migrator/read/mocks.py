"""Mocks: code of tests that answers in the API's place, or says which request it expects."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Literal, TypeAlias

from migrator.model.values import PerRequest, Record
from migrator.read.module import last_name
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from migrator.read.module import ModuleSource
    from migrator.read.sent import Sent

Role: TypeAlias = Literal["asserted", "answered", "named"]

_LIBRARIES = frozenset(
    {"responses", "respx", "requests_mock", "aioresponses", "pytest_httpx", "httpretty", "vcr"}
    | {"betamax", "pook", "mocket", "pytest_httpserver", "pytest", "unittest", "mock"}
)
_ANSWERING = frozenset(
    {"add", "add_callback", "add_response", "register_uri", "route", "stub", "request", "replace"}
    | {"post", "upsert", "expect_request", "expect_ordered_request", "MockTransport", "mock"}
)


def is_mocking(module: ModuleSource) -> bool:
    """Whether a module is a test, or imports a library that only tests need."""
    if is_test(module.path):
        return True
    roots = {name.partition(".")[0] for name in module.imported_modules}
    return not roots.isdisjoint(_LIBRARIES)


def is_stub(sent: Sent, *, telltale: bool) -> bool:
    """Whether what looks like a request tells a mock of an unknown kind what to answer.

    That is: in a test, without a key, and with nothing of a session in its body (`telltale`). Nor
    is a request object of httpx in a test sent: it is what an answer belongs to, or is compared.
    """
    if sent.library in {"httpx", "httpx2"} and last_name(sent.node) == "Request":
        return is_mocking(sent.module)
    if sent.library != "unknown" or telltale or not is_mocking(sent.module):
        return False
    return isinstance(sent.headers, PerRequest) or (
        isinstance(sent.headers, Record) and not sent.headers.entries
    )


def role_of(module: ModuleSource, node: ast.expr) -> Role:
    """What a test does with a text that names an endpoint."""
    above: ast.AST | None = module.parents.get(node)
    while above is not None and not isinstance(above, ast.stmt):
        if isinstance(above, ast.Compare):
            return "asserted"
        if isinstance(above, ast.Call):
            called = last_name(above)
            if called == "call" or called.startswith("assert"):
                return "asserted"
            if called in _ANSWERING:
                return "answered"
        above = module.parents.get(above)
    return "asserted" if isinstance(above, ast.Assert) else "named"
