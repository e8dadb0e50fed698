"""The application: routes, error bodies, and the layers every request passes.

Outermost is the request log, then latency, then faults, then the API itself.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from starlette.exceptions import HTTPException

from migrator.sandbox.docs_page import docs_page
from migrator.sandbox.errors import VALIDATION, ApiError, Problem, missing, plain
from migrator.sandbox.faults import LOG_ENTRY, FaultMiddleware
from migrator.sandbox.routes import agents, channels, connections, inspection, resources, sessions
from migrator.sandbox.state import ReceivedRequest, Sandbox

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from fastapi import Request, Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

ROUTERS = (connections, agents, channels, sessions, resources, inspection)


def create_app(sandbox: Sandbox) -> FastAPI:
    """The ASGI application over `sandbox`."""
    app = FastAPI(
        title="Omniagent API sandbox",
        description=f"A local server of the Napster Omniagent API, profile {sandbox.settings.profile}.",
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.sandbox = sandbox
    for module in ROUTERS:
        app.include_router(module.router)
    _answer_errors(app, sandbox)

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(docs_page(app.openapi()))

    settings = sandbox.settings
    app.add_middleware(
        FaultMiddleware, picker=sandbox.faults, profile=settings.profile, clock=sandbox.clock
    )
    if settings.latency_ms:
        app.add_middleware(LatencyMiddleware, seconds=settings.latency_ms / 1000)
    app.add_middleware(ArrivalMiddleware, sandbox=sandbox)
    return app


def _answer_errors(app: FastAPI, sandbox: Sandbox) -> None:
    def answer(error: ApiError) -> JSONResponse:
        body = error.body(sandbox.settings.profile)
        return JSONResponse(body, error.status, headers=dict(error.headers))

    def handling(translated: Callable[[Any], ApiError]) -> Callable[..., Awaitable[Response]]:
        async def handle(request: Request, problem: Exception) -> Response:
            del request
            return answer(translated(problem))

        return handle

    app.add_exception_handler(ApiError, handling(lambda error: error))
    app.add_exception_handler(RequestValidationError, handling(_unfit_body))
    app.add_exception_handler(HTTPException, handling(lambda problem: plain(problem.status_code)))
    app.add_exception_handler(Exception, handling(lambda _: plain(500)))


def _unfit_body(problem: RequestValidationError) -> ApiError:
    """Absent required members come before members of a wrong type, as in the service."""
    errors = problem.errors()
    absent = [_member(e["loc"]) for e in errors if e["type"] == "missing" or e["input"] is None]
    if absent:
        return missing(*absent)
    problems = tuple(Problem(_member(e["loc"]), e["msg"], _member(e["loc"])) for e in errors)
    return ApiError(400, VALIDATION, problems, "array")


def _member(location: tuple[str | int, ...]) -> str:
    return ".".join(str(part) for part in location[1:]) or "body"


class LatencyMiddleware:
    """Lets every request wait before it is worked on."""

    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self._app = app
        self._seconds = seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait, then pass the request on."""
        await asyncio.sleep(self._seconds)
        await self._app(scope, receive, send)


class ArrivalMiddleware:
    """Notes each request of the API before its answer leaves, never a header or a body.

    A slash at the end of a path means nothing, as with the service's web framework.
    """

    def __init__(self, app: ASGIApp, sandbox: Sandbox) -> None:
        self._app = app
        self._requests = sandbox.requests

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note how it went."""
        path = scope["path"].rstrip("/")
        if not path.startswith("/public/"):
            await self._app(scope, receive, send)
            return
        entry = ReceivedRequest(scope["method"], path)
        self._requests.append(entry)

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                entry.status = message["status"]
            await send(message)

        await self._app({**scope, "path": path, LOG_ENTRY: entry}, receive, noting)
