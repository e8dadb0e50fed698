"""The sandbox's own routes: what sessions really run with, and what was asked of the server.

They need no key, and they are not part of the API.
"""

from dataclasses import asdict

from fastapi import APIRouter
from pydantic import JsonValue

from migrator.sandbox.access import SharedSandbox
from migrator.sandbox.bodies import JsonObject
from migrator.sandbox.errors import not_found, refused
from migrator.sandbox.routes.sessions import SessionId
from migrator.sandbox.sessions import inspected_session
from migrator.sandbox.storage import sessions

router = APIRouter(prefix="/sandbox", tags=["sandbox"])


@router.get("/sessions")
async def inspect_sessions(sandbox: SharedSandbox) -> list[JsonObject]:
    """Every session of every project with its effective configuration, oldest first."""
    with sandbox.database.transaction() as db:
        return [inspected_session(session) for session in sessions.of_all_projects(db)]


@router.get("/sessions/{id}")
async def inspect_session(sandbox: SharedSandbox, session_id: SessionId) -> JsonObject:
    """One session with its effective configuration."""
    with sandbox.database.transaction() as db:
        session = sessions.of_any_project(db, session_id)
    if session is None:
        raise not_found("SessionNotFound", f"Session {session_id} was not found.")
    return inspected_session(session)


@router.post("/sessions/{id}/start")
async def start_session(sandbox: SharedSandbox, session_id: SessionId) -> JsonObject:
    """Do what a client does by connecting: the session starts, and can then go idle."""
    now = sandbox.clock()
    with sandbox.database.transaction() as db:
        sessions.settle(db, now)
        session = sessions.of_any_project(db, session_id)
        if session is None:
            raise not_found("SessionNotFound", f"Session {session_id} was not found.")
        stays = session.effective["disableIdleTimeout"]
        idle_at = None if stays else now + sandbox.settings.idle_seconds
        if not sessions.start(db, session_id, now, idle_at):
            raise refused("SessionNotPending", f"Session {session_id} is {session.status}.")
    return {"status": "started"}


@router.post("/reset")
async def reset(sandbox: SharedSandbox) -> JsonObject:
    """Forget everything but the catalogue, and start all counters anew."""
    sandbox.reset()
    return {}


@router.get("/requests")
async def received_requests(sandbox: SharedSandbox) -> list[dict[str, JsonValue]]:
    """Method, path, status (null: the connection was cut) and fault of every API request."""
    return [asdict(request) for request in sandbox.requests]
