"""Which agents a key sees: ids and names, without holding their bodies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from migrator.create.client import ApiClient
from migrator.create.failures import UnexpectedAnswer
from migrator.create.wire import ID, pages
from migrator.model.pack import RulePack

_LISTINGS = 5


@dataclass(slots=True)
class Census:
    """The agents of a project at one moment, and those created since."""

    ids: set[str] = field(default_factory=set)
    by_name: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, agent_id: str, name: str) -> None:
        """One more agent."""
        if agent_id not in self.ids:
            self.ids.add(agent_id)
            self.by_name[name].append(agent_id)


async def take_census(client: ApiClient, pack: RulePack) -> Census:
    """Lists all agents, page by page, again where some seem to have gone missing between pages.

    What two listings agree on is taken: what the API counts needn't be what it lists. Raises
    UnexpectedAnswer when no two do, and what the client raises.
    """
    before: set[str] | None = None
    for _ in range(_LISTINGS):
        census, count = await _list(client, pack)
        if len(census.ids) >= count or census.ids == before:
            return census
        before = census.ids
    raise UnexpectedAnswer(
        "The list of agents changes each time it is read. Someone may be creating or deleting "
        "agents right now; run this again when they are done."
    )


async def _list(client: ApiClient, pack: RulePack) -> tuple[Census, int]:
    census, count = Census(), 0
    async for page in pages(client, pack.target.agents):
        count = page.count or 0
        for agent in page.items:
            name = agent.get(pack.target.name)
            census.add(str(agent[ID]), name if isinstance(name, str) else "")
    return census, count
