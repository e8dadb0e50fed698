"""Companions, functions, FAQ collections, knowledge bases and MCP servers of a project."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from migrator.sandbox.catalogue import ResourceKind
from migrator.sandbox.storage.database import stored_json


@dataclass(frozen=True, slots=True)
class Resource:
    """One stored resource; `created` is Unix seconds."""

    id: str
    created: int
    body: dict[str, JsonValue]

    def shown(self) -> dict[str, JsonValue]:
        """The resource as the API returns it."""
        return {"id": self.id, **self.body, "created": self.created}


def _resource(row: sqlite3.Row) -> Resource:
    return Resource(row["id"], row["created"], json.loads(row["body"]))


def listed(db: sqlite3.Connection, project: str, kind: ResourceKind) -> list[Resource]:
    """Every resource of a kind, in order of creation."""
    rows = db.execute(
        "SELECT * FROM resources WHERE project = ? AND kind = ? ORDER BY seq", (project, kind)
    )
    return [_resource(row) for row in rows]


def found(db: sqlite3.Connection, project: str, kind: ResourceKind, id_: str) -> Resource | None:
    """The resource of that id, or None when the project has none."""
    row = db.execute(
        "SELECT * FROM resources WHERE project = ? AND kind = ? AND id = ?", (project, kind, id_)
    ).fetchone()
    return _resource(row) if row else None


def unknown_ids(
    db: sqlite3.Connection, project: str, kind: ResourceKind, ids: Sequence[str]
) -> list[str]:
    """Those of `ids` that the project has not, in order."""
    return [id_ for id_ in ids if found(db, project, kind, id_) is None]


def put(db: sqlite3.Connection, project: str, kind: ResourceKind, resource: Resource) -> None:
    """Store a resource, replacing one of the same id."""
    db.execute(
        "INSERT INTO resources (kind, project, id, created, body) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT (project, kind, id) DO UPDATE SET body = excluded.body",
        (kind, project, resource.id, resource.created, stored_json(resource.body)),
    )


def remove(db: sqlite3.Connection, project: str, kind: ResourceKind, id_: str) -> None:
    """Delete a resource."""
    db.execute(
        "DELETE FROM resources WHERE project = ? AND kind = ? AND id = ?", (project, kind, id_)
    )
