"""Channel configs of one agent: read, merge, PUT, and read again to see that it held.

Source: docs/api-reference channels; a PUT may replace the whole config, so all of it is sent.
"""

from __future__ import annotations

from migrator.create.client import ApiClient
from migrator.create.configuration import Configuration
from migrator.create.failures import UnexpectedAnswer
from migrator.create.wire import ADDED_TO_CHANNELS, fill_path, object_of
from migrator.model.json_types import Json, JsonObject
from migrator.model.pack import RulePack


class Channels:
    """Reads and sets the channel configs of agents."""

    def __init__(self, client: ApiClient, pack: RulePack, configuration: Configuration) -> None:
        self._client, self._configuration = client, configuration
        self._template = pack.target.channel
        self._added = ADDED_TO_CHANNELS | {pack.target.channel_type}
        self.names = list(dict.fromkeys(endpoint.channel for endpoint in pack.endpoints))

    def path(self, agent_id: str, channel: str) -> str:
        """Where the config of that channel lives."""
        return fill_path(self._template, agent_id, channel)

    async def read(self, agent_id: str, channel: str) -> dict[str, Json]:
        """What is set on the channel, empty when it was never configured."""
        path = self.path(agent_id, channel)
        answer = await self._client.get_or_none(path)
        if answer is None:
            return {}
        return {
            member: value
            for member, value in object_of(answer, path).items()
            if value is not None and member not in self._added
        }

    async def merge(self, agent_id: str, channel: str, wanted: JsonObject) -> None:
        """Sets the members of `wanted` and keeps what else is set; no PUT when nothing differs.

        Raises UnexpectedAnswer when the API doesn't show it afterwards.
        """
        current = await self.read(agent_id, channel)
        if self._configuration.disagreements(wanted, current):
            await self._put(agent_id, channel, {**current, **wanted}, wanted)

    async def replace(self, agent_id: str, channel: str, wanted: JsonObject) -> None:
        """As `merge`, and takes off the channel what the pack knows and `wanted` hasn't."""
        current = await self.read(agent_id, channel)
        surplus = self._configuration.channel_additions(wanted, current)
        if not surplus:
            await self.merge(agent_id, channel, wanted)
            return
        gone = {difference.path for difference in surplus}
        config = {m: value for m, value in {**current, **wanted}.items() if m not in gone}
        # Whether a PUT without a member clears it is not documented; a deletion does.
        await self._client.delete(self.path(agent_id, channel))
        if config:
            await self._put(agent_id, channel, config, wanted)

    async def _put(
        self, agent_id: str, channel: str, config: JsonObject, wanted: JsonObject
    ) -> None:
        await self._client.put(self.path(agent_id, channel), config)
        kept = await self.read(agent_id, channel)
        lost = self._configuration.disagreements(wanted, kept)
        if lost:
            members = ", ".join(difference.path for difference in lost)
            raise UnexpectedAnswer(f"The API took the {channel} config but didn't keep {members}.")
