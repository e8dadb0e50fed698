"""Creating agents in bulk: bounded, exactly once each, whatever fails, resumable at any moment.

One agent's failure doesn't stop the others; a refused key, the cap or a dead API stops the run.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from migrator.create.agent_request import AgentRequest
from migrator.create.census import take_census
from migrator.create.creator import Creator, PostUnsettled
from migrator.create.failures import (
    AnswerUnknown,
    ApiRefusal,
    ApiUnreachable,
    UnexpectedAnswer,
)
from migrator.create.journal import Intent
from migrator.create.outcome import CreationReport, Event, EventKind
from migrator.create.own_project import expect_own_project
from migrator.create.parallel import for_each
from migrator.create.settling import recall, settle
from migrator.create.workplace import Workplace
from migrator.model.errors import ApiError
from migrator.model.lock import LockedAgent

INTERRUPTED = "Interrupted: what is in flight is finished; once more ends it at once."
_ROUNDS = 8
_UNSETTLED_IN_A_ROW = 16


class Engine:
    """One run of creation at a workplace. Use once."""

    def __init__(self, place: Workplace) -> None:
        self.report = CreationReport()
        self._place = place
        self._client = place.client
        self._keeper = place.keeper
        self._creator = Creator(place)
        self._total = 0
        self._claimed: set[str] = set()
        self._unsettled: list[AgentRequest] = []
        self._unsettled_in_a_row = 0
        self._last_unsettled_at: float | None = None

    def interrupt(self) -> None:
        """Finishes what is in flight, then ends the run; everything can be resumed."""
        if not self._client.stopping.is_set():
            self._client.stopping.set()
            self.report.interrupted, self.report.stopped = True, INTERRUPTED
            self._tell("interrupted", detail=INTERRUPTED)

    async def create(self, requests: Sequence[AgentRequest]) -> CreationReport:
        """Sees to it that each request's agent exists once. See CreationReport for outcomes.

        Raises InputError when the disk refuses. What the API refuses is in the report.
        """
        if not requests:
            return self.report
        self._total = len(requests)
        todo = list(requests)
        try:
            await self._survey(wait=bool(self._open_intents()))
            for _ in range(_ROUNDS):
                if self._client.stopping.is_set() or not todo:
                    break
                todo = await self._round(todo)
        except ApiError as error:
            self._stop(str(error))
        finally:
            self._creator.rest()
        report = self.report
        done = {*report.ids, *report.outdated, *(key for key, _ in report.failed)}
        report.pending = [request.key for request in requests if request.key not in done]
        return report

    async def _round(self, todo: list[AgentRequest]) -> list[AgentRequest]:
        self._unsettled = []
        self._creator.expect(todo)
        await for_each(
            todo,
            self._see_to,
            workers=self._client.concurrency,
            stopping=self._client.stopping,
        )
        self._creator.rest()
        if self._unsettled and not self._client.stopping.is_set():
            await self._survey(wait=True)
        return self._unsettled

    async def _survey(self, *, wait: bool) -> None:
        """Counts the agents, settles open intents, and checks that the lock is about these."""
        if wait:
            await self._outwait()
        if self._client.stopping.is_set():
            return
        census = await take_census(self._client, self._place.pack)
        self._creator.census = census
        self._tell("listed", detail=str(len(census.ids)))
        expect_own_project(self._place, census)
        recall(self._place, census)
        self._claimed |= await settle(self._place, self._open_intents(), census)

    async def _outwait(self) -> None:
        # An intent of an earlier run may have been sent the moment before it was killed, and no
        # clock tells: so the whole timeout is waited from here.
        now = asyncio.get_running_loop().time()
        since = now if self._last_unsettled_at is None else self._last_unsettled_at
        left = since + self._client.patience.timeout - now
        if left > 0:
            self._tell("waiting", detail=f"{left:.0f} s for answers that may still come")
            await self._client.pause(left)

    def _open_intents(self) -> list[Intent]:
        return self._place.journal.open_intents(self._keeper.environment, self._keeper.base_url)

    async def _see_to(self, request: AgentRequest) -> None:
        try:
            await self._bring_about(request)
        except ApiUnreachable as error:
            self._stop(str(error))
        except ApiRefusal as error:
            if error.ends_the_run:
                self._stop(str(error))
            else:
                if not error.is_passing:
                    self.report.refused.add(request.key)
                self._fail_unless_cut_short(request, error, cut_short=error.is_passing)
        except AnswerUnknown as error:
            self._fail_unless_cut_short(request, error, cut_short=True)
        except UnexpectedAnswer as error:
            self._fail(request, str(error))
        except PostUnsettled as error:
            self._leave_unsettled(request, error)

    async def _bring_about(self, request: AgentRequest) -> None:
        locked = self._keeper.agents.get(request.key)
        if locked is not None:
            await self._review(request, locked)
            return
        adopted = await self._creator.adopt(request)
        if adopted is not None:
            self._note("adopted", request, adopted)
            return
        agent_id = await self._creator.create(request)
        self._unsettled_in_a_row = 0
        await self._finish(request, agent_id)

    async def _review(self, request: AgentRequest, locked: LockedAgent) -> None:
        as_locked = (locked.fingerprint, locked.name)
        if locked.id not in self._creator.census.ids:
            self._fail(
                request,
                f"Agent {locked.id} of the lock no longer exists, or lives under another key. "
                "Take its entry out of the lock to have it created anew.",
            )
        elif as_locked == (request.fingerprint, request.name):
            is_new = request.key in self._claimed
            self._note("created" if is_new else "unchanged", request, locked.id)
        elif locked.origin == "adopted":
            self._fail(
                request,
                f"Agent {locked.id} was adopted, so it isn't changed to the new definition. "
                "Change it yourself, or take its entry out of the lock to have another created.",
            )
        elif self._is_unfinished(request, locked):
            await self._finish(request, locked.id)
        else:
            self._note("outdated", request, locked.id)

    def _is_unfinished(self, request: AgentRequest, locked: LockedAgent) -> bool:
        # Without the journal it can't be told from a definition that gained a channel config.
        return (locked.fingerprint, locked.name) == (
            request.fingerprint_without_channels,
            request.name,
        ) and self._intended(locked) == request.fingerprint

    def _intended(self, locked: LockedAgent) -> str | None:
        made = self._place.journal.made(self._keeper.base_url, locked.id)
        return None if made is None else made.fingerprint

    async def _finish(self, request: AgentRequest, agent_id: str) -> None:
        await self._creator.finish(request, agent_id)
        self._note("created", request, agent_id)

    def _leave_unsettled(self, request: AgentRequest, error: PostUnsettled) -> None:
        self._unsettled.append(request)
        self._last_unsettled_at = asyncio.get_running_loop().time()
        self._unsettled_in_a_row += 1
        if self._unsettled_in_a_row >= max(_UNSETTLED_IN_A_ROW, self._client.concurrency):
            self._stop(f"The API keeps failing. Its last answer: {error}")

    def _note(self, kind: EventKind, request: AgentRequest, agent_id: str) -> None:
        group: dict[str, str] = getattr(self.report, kind)
        group[request.key] = agent_id
        self._tell(kind, request.key, agent_id)

    def _fail_unless_cut_short(
        self, request: AgentRequest, error: ApiError, *, cut_short: bool
    ) -> None:
        # While the run is stopping nothing is tried again; that is no verdict on the agent.
        if not (cut_short and self._client.stopping.is_set()):
            self._fail(request, str(error))

    def _fail(self, request: AgentRequest, message: str) -> None:
        self.report.failed.append((request.key, message))
        self._tell("failed", request.key, message)

    def _stop(self, reason: str) -> None:
        self._client.stopping.set()
        if self.report.stopped is None:
            self.report.stopped = reason
            self._tell("stopped", detail=reason)

    def _tell(self, kind: EventKind, key: str = "", detail: str = "") -> None:
        self._place.on_event(Event(kind, key, detail, self.report.done, self._total))
