"""The session log: list with filters, one session with its transcript, DELETE.

Source: docs/monitoring-your-agent/sessions.
"""

import json
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import JsonValue

from migrator.sandbox.access import Caller, SharedSandbox
from migrator.sandbox.bodies import JsonObject
from migrator.sandbox.catalogue import ResourceKind
from migrator.sandbox.errors import ApiError, invalid, not_found, refused
from migrator.sandbox.paging import PagingQuery, envelope
from migrator.sandbox.sessions import canned_transcript, shown_session
from migrator.sandbox.storage import resources, sessions
from migrator.sandbox.storage.sessions import SessionFilter

router = APIRouter(prefix="/public/sessions", tags=["sessions"])
CLOSED = frozenset({"closed", "failed"})


@router.get("")
async def list_sessions(
    sandbox: SharedSandbox,
    key: Caller,
    request: Request,
    paging: PagingQuery,
    companion_id: Annotated[str | None, Query(alias="companionId")] = None,
    external_client_id: Annotated[str | None, Query(alias="externalClientId")] = None,
    session_type: Annotated[str | None, Query(alias="sessionType")] = None,
) -> JsonObject:
    """Sessions of the key's project, newest first.

    Tags may come as `tags={"key":"value"}`, `tags=key:value` or `tags[key]=value`, repeated.
    """
    wanted = SessionFilter(
        companion_id,
        external_client_id,
        session_type,
        paging.search,
        _wanted_tags(request.query_params.multi_items()),
    )
    settings = sandbox.settings
    size = paging.size(settings.default_page_size, settings.largest_page_size)
    with sandbox.database.transaction() as db:
        sessions.settle(db, sandbox.clock())
        found, matching, total = sessions.page(
            db, key.project, wanted, paging.page_index * size, size
        )
        names = {
            companion.id: companion.body
            for companion in resources.listed(db, key.project, ResourceKind.COMPANION)
        }
    items: list[JsonValue] = [
        shown_session(session, names.get(str(session.effective["companionId"]), {}))
        for session in found
    ]
    return envelope(items, matching, total, paging, size)


@router.get("/{session_id}")
async def get_session(sandbox: SharedSandbox, key: Caller, session_id: str) -> JsonObject:
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


@router.delete("/{session_id}")
async def delete_session(sandbox: SharedSandbox, key: Caller, session_id: str) -> JsonObject:
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
