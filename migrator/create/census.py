"""Which agents a key sees: ids and names, without holding their bodies."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from migrator.create.client import ApiClient
from migrator.create.wire import ID, pages
from migrator.model.pack import RulePack


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
    """Lists all agents, page by page. Raises what the client raises."""
    census = Census()
    async for page in pages(client, pack.target.agents):
        for agent in page:
            name = agent.get(pack.target.name)
            census.add(str(agent[ID]), name if isinstance(name, str) else "")
    return census
