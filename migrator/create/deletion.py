"""Deleting agents of ours that nobody changed and no recent session used; never an adopted one.

Source: docs/building-your-omniagent/managing; sessions name their agent
(docs/monitoring-your-agent/sessions).
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from migrator.create.agent_request import AgentRequest
from migrator.create.census import take_census
from migrator.create.failures import ApiRefusal
from migrator.create.journal import Deleted
from migrator.create.outcome import Event
from migrator.create.own_project import expect_own_project
from migrator.create.parallel import for_each
from migrator.create.sessions import Session, sessions
from migrator.create.workplace import Workplace
from migrator.model.errors import ApiError
from migrator.model.lock import LockedAgent

RECENT_DAYS = 7
_DAY = 86_400.0


@dataclass(slots=True)
class DeletionReport:
    """Key to id of what was deleted, and of what was kept the reason, by key.

    `stopped` says why a run ended early, `interrupted` that it was the user; `pending` keys were not
    reached then.
    """

    deleted: dict[str, str] = field(default_factory=dict)
    kept: list[tuple[str, str]] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)
    stopped: str | None = None
    interrupted: bool = False


async def delete_created(
    place: Workplace, requests: Sequence[AgentRequest], *, only: Sequence[str] | None = None
) -> DeletionReport:
    """Deletes this environment's agents of ours, all or those of the keys in `only`.

    `requests` are the definitions, filled: what an agent was created as. Resumable; the lock
    loses each agent as it goes. Raises what the client raises before the first deletion.
    """
    report = DeletionReport()
    wanted = {request.key: request for request in requests}
    keys = [key for key in place.keeper.agents if only is None or key in only]
    ours = {key for key in keys if place.keeper.agents[key].origin == "created"}
    if keys:
        census = await take_census(place.client, place.pack)
        expect_own_project(place, census)
    used = await _used(place, {place.keeper.agents[key].id for key in ours})

    async def work(key: str) -> None:
        locked = place.keeper.agents[key]
        try:
            reason = await _reason_to_keep(place, locked, wanted.get(key), used)
            if reason is None:
                await _delete(place, key, locked)
        except ApiError as error:
            if isinstance(error, ApiRefusal) and error.ends_the_run:
                report.stopped = str(error)
                place.client.stopping.set()
            if place.client.stopping.is_set():
                return
            reason = str(error)
        if reason is None:
            report.deleted[key] = locked.id
            place.on_event(Event("deleted", key, locked.id, _done(report), len(keys)))
        else:
            report.kept.append((key, reason))
            place.on_event(Event("kept", key, reason, _done(report), len(keys)))

    await for_each(keys, work, workers=place.client.concurrency, stopping=place.client.stopping)
    done = {*report.deleted, *(key for key, _ in report.kept)}
    report.pending = [key for key in keys if key not in done]
    report.interrupted = bool(report.pending) and report.stopped is None
    return report


def _done(report: DeletionReport) -> int:
    return len(report.deleted) + len(report.kept)


async def _used(place: Workplace, candidates: set[str]) -> dict[str, str]:
    """The candidates that a recent session used, with how."""
    used: dict[str, str] = {}
    if not candidates:
        return used
    async for page in sessions(place.client, place.pack):
        for session in page:
            if session.agent in candidates and (how := _recent_use(session, place.client.now())):
                used[session.agent] = how
        if candidates <= used.keys():
            break
    return used


def _recent_use(session: Session, now: float) -> str | None:
    if session.created is None:
        return "sessions used it, and when can't be told"
    if session.created < now - RECENT_DAYS * _DAY:
        return None
    if not session.is_over:
        return "a session uses it right now"
    when = time.strftime("%Y-%m-%d %H:%M", time.gmtime(session.created))
    return f"a session used it on {when} UTC"


async def _reason_to_keep(
    place: Workplace, locked: LockedAgent, request: AgentRequest | None, used: Mapping[str, str]
) -> str | None:
    if locked.origin == "adopted":
        return "it was there before and was adopted"
    if locked.id in used:
        return used[locked.id]
    if await place.agent(locked.id) is None:
        return None
    if request is None:
        return "its definition is gone, so whether someone changed it can't be told"
    if locked.fingerprint == request.fingerprint:
        as_created = request
    elif locked.fingerprint == request.fingerprint_without_channels:
        as_created = replace(request, channels={})
    else:
        return "its definition changed since, so whether someone changed it can't be told"
    if not await place.is_equal(as_created, locked.id):
        return "someone changed it since it was created"
    return None


async def _delete(place: Workplace, key: str, locked: LockedAgent) -> None:
    await place.client.delete(place.agent_path(locked.id))
    place.journal.append(
        Deleted(
            at=time.time(),
            environment=place.keeper.environment,
            base_url=place.keeper.base_url,
            key=key,
            id=locked.id,
        )
    )
    place.keeper.remove(key)
