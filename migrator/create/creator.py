"""Bringing one agent about: adopted when an equal one exists, else created exactly once.

Intent journaled → POST → answer journaled → locked → channel configs set. No idempotency key is
documented, so a POST whose answer was lost is settled by looking, never sent again blindly.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Sequence

from migrator.create.agent_request import AgentRequest, resolved_fingerprint
from migrator.create.census import Census
from migrator.create.failures import (
    AnswerUnknown,
    ApiRefusal,
    ApiUnreachable,
    UnexpectedAnswer,
)
from migrator.create.intents import Intents
from migrator.create.language_form import Form, blames_language, other, spelled
from migrator.create.settling import lock_created
from migrator.create.wire import ID, object_of
from migrator.create.workplace import Workplace
from migrator.model.json_types import JsonObject
from migrator.model.lock import LockedAgent


class PostUnsettled(Exception):
    """A POST's answer is unknown: its intent is open, and a later look settles it."""


class Creator:
    """Adopts, creates and finishes agents at a workplace. `census` is kept up to date."""

    def __init__(self, place: Workplace) -> None:
        self.census = Census()
        self._place = place
        self._intents = Intents(place)
        self._adopting: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    def expect(self, requests: Sequence[AgentRequest]) -> None:
        """These requests are seen to next, about in this order."""
        self._intents.expect(requests)

    def rest(self) -> None:
        """Says in the journal that nothing more is sent. Raises InputError when the disk refuses."""
        self._intents.abandon()

    async def adopt(self, request: AgentRequest) -> str | None:
        """The id of an equal agent nobody in the lock uses, now locked as adopted; else None."""
        if not self.census.by_name.get(request.name):
            return None
        # Two requests of one name must not adopt the same agent.
        async with self._adopting[request.name]:
            taken = self._place.keeper.ids
            for agent_id in list(self.census.by_name[request.name]):
                if agent_id not in taken and await self._place.is_equal(request, agent_id):
                    self._place.keeper.put(
                        request.key,
                        LockedAgent(
                            id=agent_id,
                            name=request.name,
                            fingerprint=request.fingerprint,
                            origin="adopted",
                        ),
                    )
                    return agent_id
        return None

    async def create(self, request: AgentRequest) -> str:
        """The id of the new agent, locked, its channels not yet set.

        Raises PostUnsettled, and what the client raises where nothing was created.
        """
        journal = self._place.journal
        intent = self._intents.of(request, self.census)
        try:
            shown = await self._post(request)
        except (ApiRefusal, ApiUnreachable):
            journal.answer(intent, "nothing")
            raise
        except AnswerUnknown as error:
            raise PostUnsettled(str(error)) from None
        agent_id = str(shown[ID])
        journal.answer(intent, "created", agent_id)
        self.census.add(agent_id, request.name)
        lock_created(self._place, agent_id)
        await self._check_kept(request, agent_id, shown)
        return agent_id

    async def finish(self, request: AgentRequest, agent_id: str) -> None:
        """Sets the channel configs of an agent of ours, and locks it as done."""
        for channel, config in request.channels.items():
            if config:
                await self._place.channels.merge(agent_id, channel, config)
        self._lock(request, agent_id, request.fingerprint)

    async def _post(self, request: AgentRequest) -> JsonObject:
        keeper = self._place.keeper
        form = keeper.language_form
        try:
            return await self._post_as(request, form)
        except ApiRefusal as error:
            paths = self._place.configuration.language_paths
            same = self._body(request, form) == self._body(request, other(form))
            if same or not blames_language(error, paths):
                raise
        shown = await self._post_as(request, other(form))
        keeper.remember_language_form(other(form))
        return shown

    async def _post_as(self, request: AgentRequest, form: Form) -> JsonObject:
        path = self._place.pack.target.agents
        answer = await self._place.client.post(path, self._body(request, form))
        try:
            shown = object_of(answer, path)
        except UnexpectedAnswer as error:
            raise AnswerUnknown(str(error)) from None
        if not isinstance(shown.get(ID), str):
            raise AnswerUnknown(f"POST {path} was answered without the id of an agent.")
        return shown

    def _body(self, request: AgentRequest, form: Form) -> JsonObject:
        place = self._place
        paths = place.configuration.language_paths
        body = spelled(request.body, paths, form, place.name_of_language)
        return {place.pack.target.name: request.name, **body}

    async def _check_kept(self, request: AgentRequest, agent_id: str, shown: JsonObject) -> None:
        configuration = self._place.configuration
        if not configuration.disagreements(request.body, shown, request.name):
            return
        # The answer to a POST need not show everything.
        agent = await self._place.agent(agent_id) or {}
        lost = configuration.disagreements(request.body, agent, request.name)
        if lost:
            self._lock(request, agent_id, resolved_fingerprint({}, {}))
            members = ", ".join(difference.path for difference in lost)
            raise UnexpectedAnswer(f"Agent {agent_id} was created, but doesn't show {members}.")

    def _lock(self, request: AgentRequest, agent_id: str, fingerprint: str) -> None:
        self._place.keeper.put(
            request.key,
            LockedAgent(id=agent_id, name=request.name, fingerprint=fingerprint, origin="created"),
        )
