"""Intents without an answer: was the agent created, or wasn't it?

An intent's request may still be under way, so its timeout is waited out before looking.
"""

from __future__ import annotations

import time
from collections.abc import Iterable

from migrator.create.agent_request import resolved_fingerprint
from migrator.create.census import Census
from migrator.create.journal import Answer, Intent
from migrator.create.outcome import Event
from migrator.create.workplace import Workplace
from migrator.model.lock import LockedAgent


async def settle(place: Workplace, intents: Iterable[Intent], census: Census) -> set[str]:
    """Gives each intent its answer and puts what it created in the lock; returns those keys.

    An agent is claimed when it has the intent's name and configuration, was not there before the
    intent, and is nobody else's. `census` must be younger than every request of the intents.
    Raises what the client raises; the intents not reached stay open.
    """
    taken = {agent.id for agent in place.keeper.agents.values()} | place.keeper.ids_elsewhere()
    claimed: set[str] = set()
    for intent in intents:
        is_locked = intent.key in place.keeper.agents
        agent_id = None if is_locked else await _created_by(place, intent, census, taken)
        answer = Answer(
            intent=intent.intent,
            at=time.time(),
            outcome="nothing" if agent_id is None else "claimed",
            id=agent_id,
        )
        place.journal.answer(answer)
        if agent_id is not None:
            taken.add(agent_id)
            claimed.add(intent.key)
            lock_created(place, intent, agent_id)
        place.on_event(Event("settled", intent.key, answer.outcome))
    return claimed


def recall(place: Workplace, census: Census) -> None:
    """Puts into the lock what the journal says was created and a killed run didn't write there."""
    taken = {agent.id for agent in place.keeper.agents.values()}
    created = place.journal.created(place.keeper.environment, place.keeper.base_url)
    for intent, agent_id in created:
        known = place.keeper.agents.get(intent.key)
        if known is None and agent_id in census.ids and agent_id not in taken:
            taken.add(agent_id)
            lock_created(place, intent, agent_id)


def lock_created(place: Workplace, intent: Intent, agent_id: str) -> None:
    """Locks an agent that an intent led to, its channels not yet set."""
    place.keeper.put(
        intent.key,
        LockedAgent(
            id=agent_id,
            name=intent.name,
            fingerprint=resolved_fingerprint(intent.body, {}),
            origin="created",
        ),
    )


async def _created_by(
    place: Workplace, intent: Intent, census: Census, taken: set[str]
) -> str | None:
    before = {*intent.before, *taken}
    for agent_id in census.by_name.get(intent.name, []):
        if agent_id in before:
            continue
        agent = await place.agent(agent_id)
        if agent is not None and not place.configuration.disagreements(
            intent.body, agent, intent.name
        ):
            return agent_id
    return None
