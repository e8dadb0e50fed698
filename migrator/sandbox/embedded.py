"""A sandbox inside the running process, on a thread of its own.

For `demo`, `apply --sandbox` and tests. Needs the `sandbox` extra.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

from migrator.sandbox.bodies import JsonObject
from migrator.sandbox.server import prepared
from migrator.sandbox.sessions import inspected_session
from migrator.sandbox.settings import UNLIMITED, SandboxSettings
from migrator.sandbox.state import Clock, ReceivedRequest, Sandbox
from migrator.sandbox.storage import sessions

LONGEST_START_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class RunningSandbox:
    """A server that answers at `base_url`; the keys are those of the built-in catalogue."""

    base_url: str
    api_key: str
    staging_key: str
    _sandbox: Sandbox

    def effective_sessions(self) -> list[JsonObject]:
        """Every session with its effective configuration, as `/sandbox/sessions` shows them."""
        with self._sandbox.database.transaction() as db:
            return [inspected_session(session) for session in sessions.of_all_projects(db)]

    def received_requests(self) -> list[ReceivedRequest]:
        """Every request under `/public` so far, as `/sandbox/requests` shows them."""
        return list(self._sandbox.requests)

    def reset(self) -> None:
        """Forget everything but the catalogue, and start all counters anew."""
        self._sandbox.reset()


@contextlib.contextmanager
def running(
    settings: SandboxSettings | None = None, *, clock: Clock = time.time
) -> Iterator[RunningSandbox]:
    """A server for the time of the block; without `settings`, no pace and no session limit.

    `clock` returns Unix seconds and may be a test's own. Raises what `serve` raises.
    """
    with prepared(settings or UNLIMITED, clock) as (server, listener, sandbox):
        started = threading.Event()
        server.on_started = started.set
        thread = threading.Thread(
            target=lambda: asyncio.run(server.serve(sockets=[listener])),
            name="sandbox",
            daemon=True,
        )
        thread.start()
        if not started.wait(LONGEST_START_SECONDS):
            raise RuntimeError("The sandbox did not start.")
        keys = [key.key for key in sandbox.catalogue.keys]
        try:
            yield RunningSandbox(sandbox.base_url, keys[0], keys[min(1, len(keys) - 1)], sandbox)
        finally:
            server.should_exit = True
            thread.join()
