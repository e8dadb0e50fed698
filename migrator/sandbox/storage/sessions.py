"""Sessions, their lifecycle and the filters of GET /public/sessions.

States follow from the clock: `settle` writes down what has come due before anything reads.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from migrator.sandbox.catalogue import ApiKey
from migrator.sandbox.storage.database import stored_json

EFFECTIVE_MEMBER = "json_extract(effective, '$.{}')"
SEARCHED = (
    "id",
    EFFECTIVE_MEMBER.format("companionId"),
    EFFECTIVE_MEMBER.format("externalClientId"),
    EFFECTIVE_MEMBER.format("tags"),
)


@dataclass(frozen=True, slots=True)
class Session:
    """A stored session; times are Unix seconds, None where it has not come to that."""

    id: str
    project: str
    organization: str
    agent_id: str | None
    agent_name: str | None
    channel: str
    created_at: float
    expires_at: float
    effective: dict[str, JsonValue]
    ignored: list[str]
    api_version: str | None
    status: str = "pending"
    started_at: float | None = None
    closed_at: float | None = None
    close_reason: str | None = None


@dataclass(frozen=True, slots=True)
class SessionFilter:
    """What GET /public/sessions narrows by; None and empty narrow nothing."""

    companion_id: str | None = None
    external_client_id: str | None = None
    session_type: str | None = None
    search: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)

    def condition(self) -> tuple[str, list[str]]:
        """The SQL condition and its parameters."""
        clauses, values = ["TRUE"], []
        for column, value in (
            (EFFECTIVE_MEMBER.format("companionId"), self.companion_id),
            (EFFECTIVE_MEMBER.format("externalClientId"), self.external_client_id),
            ("channel", self.session_type),
        ):
            if value is not None:
                clauses.append(f"{column} = ?")
                values.append(value)
        for name, value in self.tags.items():
            clauses.append(
                "EXISTS (SELECT 1 FROM json_each(effective, '$.tags') AS tag"
                " WHERE tag.key = ? AND tag.value = ?)"
            )
            values += [name, value]
        if self.search:
            clauses.append(f"({' OR '.join(f'instr(lower({c}), ?)' for c in SEARCHED)})")
            values += [self.search.lower()] * len(SEARCHED)
        return " AND ".join(clauses), values


def _session(row: sqlite3.Row) -> Session:
    stored = {name: row[name] for name in Session.__dataclass_fields__}
    stored["effective"] = json.loads(row["effective"])
    stored["ignored"] = json.loads(row["ignored"])
    return Session(**stored)


def settle(db: sqlite3.Connection, now: float) -> None:
    """Close what came due: tokens that nobody used in time, and idle sessions."""
    db.execute(
        "UPDATE sessions SET status = 'closed', closed_at = expires_at,"
        " close_reason = 'connection_timeout' WHERE status = 'pending' AND expires_at <= ?",
        (now,),
    )
    db.execute(
        "UPDATE sessions SET status = 'closed', closed_at = idle_at,"
        " close_reason = 'idle_timeout' WHERE status = 'started' AND idle_at <= ?",
        (now,),
    )


def add(db: sqlite3.Connection, session: Session) -> None:
    """Store a new session."""
    db.execute(
        "INSERT INTO sessions (id, project, organization, agent_id, agent_name, channel, status,"
        " created_at, expires_at, effective, ignored, api_version)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            session.id,
            session.project,
            session.organization,
            session.agent_id,
            session.agent_name,
            session.channel,
            session.status,
            session.created_at,
            session.expires_at,
            stored_json(session.effective),
            stored_json(session.ignored),
            session.api_version,
        ),
    )


def open_count(db: sqlite3.Connection, key: ApiKey, channel: str) -> int:
    """Sessions of the organization that are not closed, on one transport."""
    row = db.execute(
        "SELECT COUNT(*) FROM sessions WHERE status IN ('pending', 'started')"
        " AND organization = ? AND channel = ?",
        (key.organization, channel),
    )
    return int(row.fetchone()[0])


def found(db: sqlite3.Connection, project: str, session_id: str) -> Session | None:
    """The session of that id, or None when the project has none."""
    row = db.execute(
        "SELECT * FROM sessions WHERE project = ? AND id = ?", (project, session_id)
    ).fetchone()
    return _session(row) if row else None


def page(
    db: sqlite3.Connection, project: str, wanted: SessionFilter, offset: int, size: int
) -> tuple[list[Session], int, int]:
    """One page, newest first; with it how many match, and how many the project has."""
    condition, values = wanted.condition()
    # The condition is made of our own columns; what the caller sent is bound.
    where = f"FROM sessions WHERE project = ? AND {condition}"
    rows = db.execute(
        f"SELECT * {where} ORDER BY seq DESC LIMIT ? OFFSET ?",
        (project, *values, size, offset),
    ).fetchall()
    matching = db.execute(f"SELECT COUNT(*) {where}", (project, *values)).fetchone()[0]
    every = db.execute("SELECT COUNT(*) FROM sessions WHERE project = ?", (project,)).fetchone()[0]
    return [_session(row) for row in rows], matching, every


def of_all_projects(db: sqlite3.Connection) -> list[Session]:
    """Every session, in order of creation."""
    return [_session(row) for row in db.execute("SELECT * FROM sessions ORDER BY seq")]


def of_any_project(db: sqlite3.Connection, session_id: str) -> Session | None:
    """The session of that id, whichever key opened it."""
    row = db.execute("SELECT * FROM sessions WHERE id = ?", (session_id,)).fetchone()
    return _session(row) if row else None


def start(db: sqlite3.Connection, session_id: str, now: float, idle_at: float | None) -> bool:
    """Mark a pending session as connected; False when it is not pending."""
    cursor = db.execute(
        "UPDATE sessions SET status = 'started', started_at = ?, idle_at = ?"
        " WHERE id = ? AND status = 'pending'",
        (now, idle_at, session_id),
    )
    return cursor.rowcount > 0


def abort(db: sqlite3.Connection, project: str, session_id: str, now: float) -> bool:
    """Close a session that is open; False when it is not."""
    cursor = db.execute(
        "UPDATE sessions SET status = 'closed', closed_at = ?, close_reason = 'connection_aborted'"
        " WHERE id = ? AND project = ? AND status IN ('pending', 'started')",
        (now, session_id, project),
    )
    return cursor.rowcount > 0


def remove(db: sqlite3.Connection, session_id: str) -> None:
    """Delete a session with its transcript."""
    db.execute("DELETE FROM sessions WHERE id = ?", (session_id,))
