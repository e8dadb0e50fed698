"""One SQLite database, in a file or in memory, and transactions over it.

A single connection behind a lock: every transaction is serial, so a limit that is
checked and used in one transaction holds under concurrent requests.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from migrator.sandbox.catalogue import Seed
from migrator.sandbox.errors import invalid
from migrator.sandbox.settings import SandboxSettingsError

SCHEMA_VERSION = 1
SCHEMA = """
CREATE TABLE resources (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, project TEXT NOT NULL, id TEXT NOT NULL,
    created INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (project, kind, id));
CREATE TABLE agents (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, project TEXT NOT NULL,
    organization TEXT NOT NULL, created INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX agents_by_project ON agents (project, seq);
CREATE INDEX agents_by_organization ON agents (organization);
CREATE TABLE channels (
    agent_id TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE, channel TEXT NOT NULL,
    id TEXT NOT NULL, created INTEGER NOT NULL, body TEXT NOT NULL,
    PRIMARY KEY (agent_id, channel));
CREATE TABLE sessions (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, project TEXT NOT NULL,
    organization TEXT NOT NULL, agent_id TEXT, agent_name TEXT, channel TEXT NOT NULL,
    status TEXT NOT NULL, created_at REAL NOT NULL, expires_at REAL NOT NULL, idle_at REAL,
    started_at REAL, closed_at REAL, close_reason TEXT, effective TEXT NOT NULL,
    ignored TEXT NOT NULL, api_version TEXT);
CREATE INDEX sessions_by_project ON sessions (project, seq);
CREATE INDEX sessions_by_status ON sessions (status);
"""
TABLES = ("channels", "agents", "sessions", "resources")


def stored_json(value: object) -> str:
    """JSON text that SQLite can look into.

    Raises ApiError 400 for what JSON has no room for: NaN, infinities, lone surrogates.
    """
    try:
        text = json.dumps(value, allow_nan=False, ensure_ascii=False)
        text.encode()
    except ValueError as problem:
        raise invalid("body", f"Not JSON: {problem}") from problem
    return text


class Database:
    """The storage of one sandbox. Close it when done."""

    def __init__(self, path: Path | None, seeds: Iterable[Seed], now: int) -> None:
        """Open `path` (None: in memory); a new database gets the schema and `seeds`."""
        self._seeds = tuple(seeds)
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(
            str(path) if path else ":memory:",
            isolation_level=None,
            check_same_thread=False,
            timeout=10,
        )
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA foreign_keys = ON")
        if path:
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version not in (0, SCHEMA_VERSION):
            raise SandboxSettingsError(f"{path}: made by another version, start with a new file")
        if version == 0:
            self._connection.executescript(SCHEMA)
            self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            self.reset(now)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection whose changes are all kept, or none if the block raises."""
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def reset(self, now: int) -> None:
        """Forget everything but the seeds."""
        with self.transaction() as db:
            for table in TABLES:
                db.execute(f"DELETE FROM {table}")  # noqa: S608 - the names are ours
            db.executemany(
                "INSERT INTO resources (kind, project, id, created, body) VALUES (?, ?, ?, ?, ?)",
                [(s.kind, s.project, s.id, now, stored_json(s.body)) for s in self._seeds],
            )

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()
