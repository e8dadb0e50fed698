"""Channel configs of one agent: read, merge, PUT, and read again to see that it held.

Source: docs/api-reference channels; a PUT may replace the whole config, so all of it is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from migrator.create.client import ApiClient
from migrator.create.configuration import Configuration
from migrator.create.failures import UnexpectedAnswer
from migrator.create.wire import ADDED_TO_CHANNELS, fill_path, object_of
from migrator.model.json_types import Json, JsonObject
from migrator.model.pack import RulePack


@dataclass(frozen=True, slots=True)
class ChannelRequest:
    """What is sent to change a channel config; `body` is empty for a DELETE."""

    method: Literal["PUT", "DELETE"]
    body: JsonObject


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
        """Sets the members of `wanted` and keeps what else is set; sends nothing when all is so.

        Raises UnexpectedAnswer when the API doesn't show it afterwards.
        """
        current = await self.read(agent_id, channel)
        if requests := self.merging(wanted, current):
            await self._send(agent_id, channel, requests)
            self._expect_kept(channel, wanted, await self.read(agent_id, channel))

    async def replace(self, agent_id: str, channel: str, wanted: JsonObject) -> None:
        """As `merge`, and takes off the channel what the pack knows and `wanted` hasn't."""
        current = await self.read(agent_id, channel)
        requests = self.replacing(wanted, current)
        if not requests:
            return
        await self._send(agent_id, channel, requests)
        kept = await self.read(agent_id, channel)
        if self._configuration.channel_additions(wanted, kept):
            # Whether a PUT without a member clears it is not documented; a deletion does. Only then,
            # since a run that is killed after it leaves nothing of what others have set.
            await self._send(agent_id, channel, [ChannelRequest("DELETE", {}), *requests])
            kept = await self.read(agent_id, channel)
        self._expect_kept(channel, wanted, kept)

    def merging(self, wanted: JsonObject, current: JsonObject) -> list[ChannelRequest]:
        """What `merge` sends when that is set now."""
        if not self._configuration.disagreements(wanted, current):
            return []
        return [ChannelRequest("PUT", {**current, **wanted})]

    def replacing(self, wanted: JsonObject, current: JsonObject) -> list[ChannelRequest]:
        """What `replace` sends at first when that is set now."""
        surplus = self._configuration.channel_additions(wanted, current)
        if not surplus:
            return self.merging(wanted, current)
        gone = {difference.path for difference in surplus}
        config = {m: value for m, value in {**current, **wanted}.items() if m not in gone}
        return [ChannelRequest("PUT", config) if config else ChannelRequest("DELETE", {})]

    async def _send(self, agent_id: str, channel: str, requests: Sequence[ChannelRequest]) -> None:
        path = self.path(agent_id, channel)
        for request in requests:
            if request.method == "DELETE":
                await self._client.delete(path)
            else:
                await self._client.put(path, request.body)

    def _expect_kept(self, channel: str, wanted: JsonObject, kept: JsonObject) -> None:
        lost = self._configuration.disagreements(wanted, kept)
        if lost:
            members = ", ".join(difference.path for difference in lost)
            raise UnexpectedAnswer(f"The API took the {channel} config but didn't keep {members}.")
