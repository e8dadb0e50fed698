"""Intents without an answer: was the agent created, or wasn't it?

An intent's request may still be under way, so its timeout is waited out before looking.
"""

from __future__ import annotations

from collections.abc import Sequence

from migrator.create.census import Census
from migrator.create.journal import Intent
from migrator.create.outcome import Event
from migrator.create.workplace import Workplace
from migrator.model.lock import LockedAgent


async def settle(place: Workplace, intents: Sequence[Intent], census: Census) -> set[str]:
    """Gives each intent its answer and puts what it created in the lock; returns those keys.

    An agent is claimed when it has the intent's name and configuration, was not there before the
    intent, and is nobody else's; the one that has least besides, where several would do. `census`
    must be younger than every request of the intents. Raises what the client raises; the intents
    not reached stay open.
    """
    unlocked = [intent for intent in intents if intent.key not in place.keeper.agents]
    created = await _created_by(place, unlocked, census)
    for intent in intents:
        agent_id = created.get(intent.intent)
        place.journal.answer(intent, "nothing" if agent_id is None else "claimed", agent_id)
        if agent_id is not None:
            lock_created(place, agent_id)
        place.on_event(Event("settled", intent.key, "nothing" if agent_id is None else "claimed"))
    return {intent.key for intent in intents if intent.intent in created}


def recall(place: Workplace, census: Census) -> None:
    """Makes the lock what the journal says a killed run created and deleted."""
    keeper, journal = place.keeper, place.journal
    for key in [k for k, a in keeper.agents.items() if journal.is_deleted(keeper.base_url, a.id)]:
        if keeper.agents[key].id not in census.ids:
            keeper.remove(key)
    taken = keeper.ids
    for made in journal.created(keeper.environment, keeper.base_url):
        if made.key not in keeper.agents and made.id in census.ids and made.id not in taken:
            taken.add(made.id)
            lock_created(place, made.id)


def lock_created(place: Workplace, agent_id: str) -> None:
    """Locks an agent that the journal has as created, its channels not yet set."""
    made = place.journal.made(place.keeper.base_url, agent_id)
    assert made is not None, agent_id
    place.keeper.put(
        made.key,
        LockedAgent(id=agent_id, name=made.name, fingerprint=made.bare, origin="created"),
    )


async def _created_by(
    place: Workplace, intents: Sequence[Intent], census: Census
) -> dict[str, str]:
    """Intent to agent id, for the intents that led to one."""
    taken = place.keeper.ids
    pairs: list[tuple[int, int, str, str]] = []
    for number, intent in enumerate(intents):
        for agent_id in census.by_name.get(intent.name, []):
            if agent_id in taken or agent_id in intent.before:
                continue
            agent = await place.agent(agent_id)
            if agent is None or place.configuration.disagreements(intent.body, agent, intent.name):
                continue
            besides = len(place.configuration.additions(intent.body, agent))
            pairs.append((besides, number, intent.intent, agent_id))
    found: dict[str, str] = {}
    for _, _, intent_id, agent_id in sorted(pairs):
        if intent_id not in found and agent_id not in taken:
            found[intent_id] = agent_id
            taken.add(agent_id)
    return found
