"""The session log: list with filters, one session with its transcript, DELETE.

Source: docs/monitoring-your-agent/sessions.
"""

import json
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field, JsonValue

from migrator.sandbox.access import Caller, SharedSandbox
from migrator.sandbox.bodies import JsonObject
from migrator.sandbox.catalogue import ResourceKind
from migrator.sandbox.errors import ApiError, invalid, not_found, refused
from migrator.sandbox.paging import Paging, envelope
from migrator.sandbox.sessions import canned_transcript, shown_session
from migrator.sandbox.storage import resources, sessions
from migrator.sandbox.storage.sessions import SessionFilter

router = APIRouter(prefix="/public/sessions", tags=["sessions"])
CLOSED = frozenset({"closed", "failed"})
SessionId = Annotated[str, Path(alias="id")]


class SessionQuery(Paging):
    """Which sessions, beside the tags, and which page of them."""

    companion_id: str | None = Field(None, alias="companionId")
    external_client_id: str | None = Field(None, alias="externalClientId")
    session_type: str | None = Field(None, alias="sessionType")


@router.get("")
async def list_sessions(
    sandbox: SharedSandbox,
    key: Caller,
    request: Request,
    query: Annotated[SessionQuery, Query()],
) -> JsonObject:
    """Sessions of the key's project, newest first.

    Tags may come as `tags={"key":"value"}`, `tags=key:value` or `tags[key]=value`, repeated.
    """
    wanted = SessionFilter(
        query.companion_id,
        query.external_client_id,
        query.session_type,
        query.search,
        _wanted_tags(request.query_params.multi_items()),
    )
    settings = sandbox.settings
    size = query.size(settings.default_page_size, settings.largest_page_size)
    with sandbox.database.transaction() as db:
        sessions.settle(db, sandbox.clock())
        found, matching, total = sessions.page(
            db, key.project, wanted, query.page_index * size, size
        )
        names = {
            companion.id: companion.body
            for companion in resources.listed(db, key.project, ResourceKind.COMPANION)
        }
    items: list[JsonValue] = [
        shown_session(session, names.get(str(session.effective["companionId"]), {}))
        for session in found
    ]
    return envelope(items, matching, total, query, size)


@router.get("/{id}")
async def get_session(sandbox: SharedSandbox, key: Caller, session_id: SessionId) -> JsonObject:
    """One session with its transcript and the state of its tools."""
    with sandbox.database.transaction() as db:
        sessions.settle(db, sandbox.clock())
        session = sessions.found(db, key.project, session_id)
        if session is None:
            raise _unknown(session_id)
        companion_id = str(session.effective["companionId"])
        companion = resources.found(db, key.project, ResourceKind.COMPANION, companion_id)
    functions = session.effective["functions"]
    states: list[JsonValue] = [
        {"id": function, "state": "connected"}
        for function in (functions if isinstance(functions, list) else [])
    ]
    return {
        **shown_session(session, companion.body if companion else {}),
        "conversation": canned_transcript(session),
        "functionStates": states,
    }


@router.delete("/{id}")
async def delete_session(sandbox: SharedSandbox, key: Caller, session_id: SessionId) -> JsonObject:
    """Erase a closed session with its transcript and what was learned from it."""
    with sandbox.database.transaction() as db:
        sessions.settle(db, sandbox.clock())
        session = sessions.found(db, key.project, session_id)
        if session is None:
            raise _unknown(session_id)
        if session.status not in CLOSED:
            raise refused("SessionNotClosed", f"Session {session_id} is not closed.")
        sessions.remove(db, session_id)
    return {}


def _unknown(session_id: str) -> ApiError:
    return not_found("SessionNotFound", f"Session {session_id} was not found.")


def _wanted_tags(query: list[tuple[str, str]]) -> dict[str, str]:
    wanted: dict[str, str] = {}
    for name, value in query:
        if name.startswith("tags[") and name.endswith("]"):
            wanted[name.removeprefix("tags[").removesuffix("]")] = value
        elif name == "tags" and value.startswith("{"):
            wanted |= _tags_from_json(value)
        elif name == "tags":
            key, colon, text = value.partition(":")
            if not colon:
                raise invalid("tags", "Write tags as key:value or as a JSON object.")
            wanted[key] = text
    return wanted


def _tags_from_json(text: str) -> dict[str, str]:
    try:
        parsed = json.loads(text)
    except ValueError:
        raise invalid("tags", "The tags are not JSON.") from None
    return {str(key): str(value) for key, value in parsed.items()}
