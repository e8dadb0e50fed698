"""Serving a sandbox over HTTP on 127.0.0.1, until told to stop.

Needs the `sandbox` extra; without it, importing this module raises ImportError.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator

import uvicorn

from migrator.sandbox.app import create_app
from migrator.sandbox.settings import SandboxSettings
from migrator.sandbox.state import Clock, Sandbox, open_sandbox
from migrator.sandbox.wire import CuttableProtocol

HOST = "127.0.0.1"
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def serve(
    settings: SandboxSettings,
    on_started: Callable[[str], None] = lambda base_url: None,
    *,
    clock: Clock = time.time,
) -> None:
    """Serve until SIGINT or SIGTERM, then return.

    Calls `on_started` with the base URL once requests are answered. Raises OSError when the port
    is taken, SandboxSettingsError on an unusable catalogue or database.
    """
    with prepared(settings, clock) as (server, listener, sandbox):
        server.on_started = lambda: on_started(sandbox.base_url)
        asyncio.run(server.serve(sockets=[listener]))


class Server(uvicorn.Server):
    """uvicorn's server, which says when it is up and returns on a signal instead of raising it."""

    on_started: Callable[[], None] = staticmethod(lambda: None)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell."""
        await super().startup(sockets)
        self.on_started()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Stop on a signal, if this thread gets any; put earlier handlers back."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        earlier = {number: signal.signal(number, self.handle_exit) for number in STOP_SIGNALS}
        try:
            yield
        finally:
            for number, handler in earlier.items():
                signal.signal(number, handler)


@contextlib.contextmanager
def prepared(
    settings: SandboxSettings, clock: Clock
) -> Iterator[tuple[Server, socket.socket, Sandbox]]:
    """A server that is not yet running, the socket it listens on, and its state."""
    with contextlib.ExitStack() as opened:
        # Said in full: asyncio turns Nagle's delay off only for sockets that name TCP.
        tcp = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        listener = opened.enter_context(tcp)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((HOST, settings.port))
        sandbox = open_sandbox(settings, clock)
        opened.callback(sandbox.database.close)
        sandbox.base_url = f"http://{HOST}:{listener.getsockname()[1]}"
        config = uvicorn.Config(
            create_app(sandbox),
            http=CuttableProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=1,
        )
        yield Server(config), listener, sandbox
