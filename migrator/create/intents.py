"""Intents of the agents that come next, journaled together: one sync of the disk for many POSTs."""

from __future__ import annotations

import time
import uuid
from collections.abc import Sequence
from typing import cast

from pydantic import JsonValue

from migrator.create.agent_request import AgentRequest
from migrator.create.census import Census
from migrator.create.journal import Intent
from migrator.create.workplace import Workplace

_TOGETHER = 32


class Intents:
    """Gives each request its intent, which is on disk by then."""

    def __init__(self, place: Workplace) -> None:
        self._place = place
        self._order: Sequence[AgentRequest] = ()
        self._position: dict[str, int] = {}
        self._given: set[str] = set()
        self._ready: dict[str, Intent] = {}

    def expect(self, requests: Sequence[AgentRequest]) -> None:
        """These requests come next, about in this order."""
        self._order = requests
        self._position = {request.key: index for index, request in enumerate(requests)}
        self._given.clear()

    def of(self, request: AgentRequest, census: Census) -> Intent:
        """The journaled intent of a request. Raises InputError when the disk refuses."""
        if request.key not in self._ready:
            intents = [self._intent(each, census) for each in self._batch(request, census)]
            self._place.journal.append(*intents)
            self._ready.update((intent.key, intent) for intent in intents)
        self._given.add(request.key)
        return self._ready.pop(request.key)

    def abandon(self) -> None:
        """Answers those that nobody asked for: nothing was sent, so nothing was created."""
        while self._ready:
            _, intent = self._ready.popitem()
            self._place.journal.answer(intent, "nothing")

    def _batch(self, request: AgentRequest, census: Census) -> list[AgentRequest]:
        start = self._position.get(request.key, len(self._order)) + 1
        following = self._order[start : start + _TOGETHER - 1]
        return [request, *(each for each in following if self._will_be_sent(each, census))]

    def _will_be_sent(self, request: AgentRequest, census: Census) -> bool:
        key = request.key
        return (
            key not in self._given
            and key not in self._ready
            and key not in self._place.keeper.agents
            and not census.by_name.get(request.name)
        )

    def _intent(self, request: AgentRequest, census: Census) -> Intent:
        keeper = self._place.keeper
        return Intent(
            intent=uuid.uuid4().hex,
            at=time.time(),
            environment=keeper.environment,
            base_url=keeper.base_url,
            key=request.key,
            name=request.name,
            fingerprint=request.fingerprint,
            body=cast(dict[str, JsonValue], request.body),
            before=list(census.by_name.get(request.name, [])),
        )
