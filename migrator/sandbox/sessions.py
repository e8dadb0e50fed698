"""How a session comes into being, and how the API shows it.

Counted against the organization's concurrency limit from creation until it is closed
(docs/introduction/limits).
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from pydantic import JsonValue

from migrator.sandbox.bodies import JsonObject
from migrator.sandbox.catalogue import ApiKey
from migrator.sandbox.checks import check_references, check_voice
from migrator.sandbox.effective import Channel, memory_key
from migrator.sandbox.errors import too_many_sessions
from migrator.sandbox.state import Sandbox
from migrator.sandbox.storage import sessions
from migrator.sandbox.storage.sessions import Session
from migrator.sandbox.tokens import connection_token


@dataclass(frozen=True, slots=True)
class Opening:
    """A request to open a session, after its configuration was merged."""

    effective: JsonObject
    ignored: list[str]
    api_version: str | None
    agent_id: str | None = None
    agent_name: str | None = None


def open_session(
    db: sqlite3.Connection, sandbox: Sandbox, key: ApiKey, channel: Channel, opening: Opening
) -> JsonObject:
    """Check, store and answer with token and connection id. Raises ApiError 400 or 409."""
    check_voice(opening.effective, sandbox.settings)
    check_references(db, key, sandbox.settings, opening.effective)
    now = sandbox.clock()
    sessions.settle(db, now)
    limit = sandbox.settings.concurrency_limit
    if limit is not None and sessions.open_count(db, key, channel) >= limit:
        raise too_many_sessions(limit, channel)
    session = Session(
        id=sandbox.new_id("sess"),
        project=key.project,
        organization=key.organization,
        agent_id=opening.agent_id,
        agent_name=opening.agent_name,
        channel=channel,
        created_at=now,
        expires_at=now + sandbox.settings.token_seconds,
        effective=opening.effective,
        ignored=opening.ignored,
        api_version=opening.api_version,
    )
    sessions.add(db, session)
    token = connection_token(channel, sandbox.base_url, session.id, int(session.expires_at))
    return {"token": token, "connection": {"id": session.id}}


def shown_session(session: Session, companion: JsonObject) -> JsonObject:
    """The session as a list shows it (docs/monitoring-your-agent/sessions)."""
    effective = session.effective
    agent: JsonObject = {"id": session.agent_id, "name": session.agent_name}
    return {
        "id": session.id,
        "companionId": effective["companionId"],
        "companion": {"id": effective["companionId"], **_name(companion)},
        "agent": agent if session.agent_id else None,
        "functions": effective["functions"],
        "knowledgeBaseId": effective["knowledgeBaseId"],
        "faqIds": effective["faqCollections"],
        "externalClientId": effective["externalClientId"],
        "tags": effective["tags"],
        "sessionType": session.channel,
        "modality": effective["modality"] or "audio",
        "mode": effective["mode"],
        "direction": None,
        "sipConnection": None,
        "status": session.status,
        "closeReason": session.close_reason,
        "cost": None if session.closed_at is None else 0.0,
        "createdAt": int(session.created_at),
        "startedAt": _seconds(session.started_at),
        "closedAt": _seconds(session.closed_at),
    }


def canned_transcript(session: Session) -> JsonObject:
    """The same few lines for every session: nobody speaks in a sandbox."""
    spoken = (
        ("agent", "Hello, how can I help you?"),
        ("user", "I would like to try the sandbox."),
        ("agent", "You are in it."),
    )
    began = int(session.started_at or session.created_at)
    items: list[JsonValue] = [
        {"role": role, "text": text, "timestamp": began + seconds}
        for seconds, (role, text) in enumerate(spoken)
    ]
    return {"items": items}


def inspected_session(session: Session) -> JsonObject:
    """The session with its effective configuration, for the sandbox's own routes."""
    ignored: list[JsonValue] = [*session.ignored]
    return {
        "id": session.id,
        "agentId": session.agent_id,
        "effective": session.effective,
        "ignored": ignored,
        "memoryKey": memory_key(session.effective),
        "apiVersion": session.api_version,
    }


def _name(companion: JsonObject) -> JsonObject:
    return {member: companion.get(member) for member in ("firstName", "lastName")}


def _seconds(moment: float | None) -> int | None:
    return None if moment is None else int(moment)
