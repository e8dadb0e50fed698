"""What every step of a run needs at hand: client, pack, comparison, lock, journal, events."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NotRequired, TypedDict, Unpack

from migrator.create.agent_request import AgentRequest
from migrator.create.api_key import ApiKey
from migrator.create.channels import Channels
from migrator.create.client import ApiClient
from migrator.create.configuration import Configuration, NameOfLanguage
from migrator.create.exchange import Patience
from migrator.create.journal import Journal
from migrator.create.lock_keeper import LockKeeper
from migrator.create.outcome import OnEvent, ignore_event
from migrator.create.run_guard import only_run
from migrator.create.wire import fill_path, object_of
from migrator.model.json_types import JsonObject
from migrator.model.languages import english_name
from migrator.model.pack import RulePack


@dataclass(frozen=True, slots=True)
class Workplace:
    """One environment of one project, held for one run."""

    client: ApiClient
    pack: RulePack
    configuration: Configuration
    channels: Channels
    keeper: LockKeeper
    journal: Journal
    name_of_language: NameOfLanguage
    on_event: OnEvent
    shares_project: bool = False

    def agent_path(self, agent_id: str) -> str:
        """Where that agent lives."""
        return fill_path(self.pack.target.agent, agent_id)

    async def agent(self, agent_id: str) -> JsonObject | None:
        """That agent as the API shows it, None when there is none."""
        path = self.agent_path(agent_id)
        answer = await self.client.get_or_none(path)
        return None if answer is None else object_of(answer, path)

    async def is_equal(self, request: AgentRequest, agent_id: str) -> bool:
        """Whether that agent is what `request` asks for and nothing else, on all channels."""
        agent = await self.agent(agent_id)
        if agent is None or self.configuration.disagreements(request.body, agent, request.name):
            return False
        if self.configuration.additions(request.body, agent):
            return False
        for channel in dict.fromkeys([*self.channels.names, *request.channels]):
            wanted = request.channels.get(channel, {})
            current = await self.channels.read(agent_id, channel)
            if self.configuration.disagreements(wanted, current):
                return False
            if self.configuration.channel_additions(wanted, current):
                return False
        return True


class Where(TypedDict):
    """Which project a run works on, and how. What is NotRequired has a default.

    `root` holds lock and journal. `name_of_language` gives the English name of an ISO 639-1 code,
    None when it knows none. `patience` shapes timeouts and retries; `rate` is in requests a second.
    `shared_project` allows other environments of the lock to live in this key's project.
    """

    pack: RulePack
    base_url: str
    api_key: ApiKey
    environment: str
    root: Path
    name_of_language: NotRequired[NameOfLanguage]
    concurrency: NotRequired[int]
    patience: NotRequired[Patience]
    on_event: NotRequired[OnEvent]
    rate: NotRequired[float | None]
    shared_project: NotRequired[bool]


@asynccontextmanager
async def reading_place(**where: Unpack[Where]) -> AsyncIterator[Workplace]:
    """A workplace that only looks: nothing is held, nothing may be journaled or locked.

    Raises InputError (LockError among them) before anything is sent.
    """
    pack = where["pack"]
    client = ApiClient(
        where["base_url"],
        where["api_key"],
        header=pack.auth.header,
        concurrency=where.get("concurrency", 8),
        patience=where.get("patience"),
        rate=where.get("rate"),
    )
    name_of_language = where.get("name_of_language", english_name)
    configuration = Configuration(pack, name_of_language)
    place = Workplace(
        client=client,
        pack=pack,
        configuration=configuration,
        channels=Channels(client, pack, configuration),
        keeper=LockKeeper(where["root"], where["environment"], client.base_url),
        journal=Journal(where["root"]),
        name_of_language=name_of_language,
        on_event=where.get("on_event", ignore_event),
        shares_project=where.get("shared_project", False),
    )
    async with client:
        yield place


@asynccontextmanager
async def working_place(**where: Unpack[Where]) -> AsyncIterator[Workplace]:
    """A workplace held for one run that changes something; the lock is written at its end.

    Raises as `reading_place`, and LockError while another run holds the project.
    """
    with only_run(where["root"]):
        async with reading_place(**where) as place:
            with place.journal:
                try:
                    yield place
                finally:
                    place.keeper.flush()
