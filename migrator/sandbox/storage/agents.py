"""Agents of a project and their channel configs."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass

from pydantic import JsonValue

from migrator.sandbox.catalogue import ApiKey
from migrator.sandbox.storage.database import stored_json


@dataclass(frozen=True, slots=True)
class Agent:
    """A stored agent; `body` holds the members that were set, `created` is Unix seconds."""

    id: str
    created: int
    body: dict[str, JsonValue]


@dataclass(frozen=True, slots=True)
class ChannelOverrides:
    """The stored config of one channel of an agent."""

    id: str
    channel: str
    created: int
    body: dict[str, JsonValue]


def _agent(row: sqlite3.Row) -> Agent:
    return Agent(row["id"], row["created"], json.loads(row["body"]))


def _overrides(row: sqlite3.Row) -> ChannelOverrides:
    return ChannelOverrides(row["id"], row["channel"], row["created"], json.loads(row["body"]))


def add(db: sqlite3.Connection, key: ApiKey, agent: Agent) -> None:
    """Store a new agent in the key's project."""
    db.execute(
        "INSERT INTO agents (id, project, organization, created, body) VALUES (?, ?, ?, ?, ?)",
        (agent.id, key.project, key.organization, agent.created, stored_json(agent.body)),
    )


def count_in_organization(db: sqlite3.Connection, organization: str) -> int:
    """How many agents all projects of the organization have together."""
    row = db.execute("SELECT COUNT(*) FROM agents WHERE organization = ?", (organization,))
    return int(row.fetchone()[0])


def listed(db: sqlite3.Connection, project: str) -> list[Agent]:
    """Every agent of the project, in order of creation."""
    rows = db.execute("SELECT * FROM agents WHERE project = ? ORDER BY seq", (project,))
    return [_agent(row) for row in rows]


def found(db: sqlite3.Connection, project: str, agent_id: str) -> Agent | None:
    """The agent of that id, or None when the project has none."""
    row = db.execute(
        "SELECT * FROM agents WHERE project = ? AND id = ?", (project, agent_id)
    ).fetchone()
    return _agent(row) if row else None


def change(db: sqlite3.Connection, agent_id: str, body: dict[str, JsonValue]) -> None:
    """Replace the stored members of an agent."""
    db.execute("UPDATE agents SET body = ? WHERE id = ?", (stored_json(body), agent_id))


def remove(db: sqlite3.Connection, agent_id: str) -> None:
    """Delete an agent and its channel configs."""
    db.execute("DELETE FROM agents WHERE id = ?", (agent_id,))


def overrides(db: sqlite3.Connection, agent_id: str) -> list[ChannelOverrides]:
    """Every channel config of the agent, by channel name."""
    rows = db.execute("SELECT * FROM channels WHERE agent_id = ? ORDER BY channel", (agent_id,))
    return [_overrides(row) for row in rows]


def override(db: sqlite3.Connection, agent_id: str, channel: str) -> ChannelOverrides | None:
    """The config of one channel, or None when it was never set."""
    row = db.execute(
        "SELECT * FROM channels WHERE agent_id = ? AND channel = ?", (agent_id, channel)
    ).fetchone()
    return _overrides(row) if row else None


def put_override(db: sqlite3.Connection, agent_id: str, config: ChannelOverrides) -> None:
    """Set a channel config, replacing the whole of an earlier one but its id and date."""
    db.execute(
        "INSERT INTO channels (agent_id, channel, id, created, body) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (agent_id, channel) DO UPDATE SET body = excluded.body",
        (agent_id, config.channel, config.id, config.created, stored_json(config.body)),
    )


def remove_override(db: sqlite3.Connection, agent_id: str, channel: str) -> bool:
    """Drop a channel config; False when it was never set."""
    cursor = db.execute(
        "DELETE FROM channels WHERE agent_id = ? AND channel = ?", (agent_id, channel)
    )
    return cursor.rowcount > 0
