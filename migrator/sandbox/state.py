"""One running sandbox: its settings, storage, clock and counters.

Handlers run on one event loop and never wait between a check and its use.
"""

from __future__ import annotations

import math
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from migrator.sandbox.catalogue import ApiKey, Catalogue, load_catalogue
from migrator.sandbox.errors import rate_limited, unauthorized
from migrator.sandbox.faults import FaultPicker
from migrator.sandbox.settings import SandboxSettings, SandboxSettingsError
from migrator.sandbox.storage.database import Database

Clock = Callable[[], float]


@dataclass(slots=True)
class ReceivedRequest:
    """A request as it came and went; `status` stays None when no status line was sent."""

    method: str
    path: str
    status: int | None = None
    fault: str | None = None


@dataclass(slots=True)
class Sandbox:
    """Everything that one server shares between requests."""

    settings: SandboxSettings
    clock: Clock
    catalogue: Catalogue
    database: Database
    faults: FaultPicker
    base_url: str = ""
    requests: list[ReceivedRequest] = field(default_factory=list)
    _opened_at: dict[str, float] = field(default_factory=dict)
    _uses: dict[str, int] = field(default_factory=dict)

    def reset(self) -> None:
        """Back to how the server started: seeds alone, all counters at zero."""
        self.database.reset(int(self.clock()))
        self.faults.reset()
        self.requests.clear()
        self._opened_at.clear()
        self._uses.clear()

    def admit(self, header: str | None) -> ApiKey:
        """The key that `header` spells. Raises ApiError 401 for any other text."""
        key = self.catalogue.key(header) if header else None
        if key is None:
            raise unauthorized()
        used = self._uses[key.key] = self._uses.get(key.key, 0) + 1
        limit = self.settings.revoke_key_after
        if limit is not None and used > limit:
            raise unauthorized()
        return key

    def keep_pace(self, key: ApiKey) -> None:
        """Count a request that opens a session; one bucket a key over all such endpoints.

        Raises ApiError 429 when the last accepted one is too near (docs/introduction/limits).
        """
        pace, now = self.settings.pace_seconds, self.clock()
        if pace is None:
            return
        wait = self._opened_at.get(key.key, -math.inf) + pace - now
        if wait > 0:
            raise rate_limited(str(math.ceil(wait)))
        self._opened_at[key.key] = now

    def new_id(self, prefix: str) -> str:
        """A fresh id: prefixed as in the docs' samples, a plain UUID as seen live."""
        fresh = uuid.uuid4()
        return f"{prefix}_{fresh.hex}" if self.settings.profile == "docs" else str(fresh)


def open_sandbox(settings: SandboxSettings, clock: Clock) -> Sandbox:
    """Load the catalogue, open the database. Raises SandboxSettingsError when one is unusable."""
    catalogue = load_catalogue(settings.catalogue)
    try:
        database = Database(settings.database, catalogue.seeds(), int(clock()))
    except sqlite3.Error as problem:
        raise SandboxSettingsError(f"{settings.database}: not usable: {problem}") from problem
    faults = FaultPicker(settings.faults, settings.fault_seed)
    return Sandbox(settings, clock, catalogue, database, faults)
