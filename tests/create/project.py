"""A project to run the create stage in: requests, where they go, and what the API then holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from migrator.create import runs
from migrator.create.agent_request import AgentRequest
from migrator.create.api_key import ApiKey
from migrator.create.exchange import Patience
from migrator.create.lock_file import read_lock
from migrator.create.outcome import CreationReport, Event
from migrator.create.workplace import Where
from migrator.model.agents import AgentDefinition
from migrator.model.loading import default_pack_path, load_pack
from migrator.model.lock import LockedAgent

REPOSITORY = Path(__file__).parents[2]
PACK = load_pack(default_pack_path())
HASTY = Patience(timeout=0.6, attempts=8, first_wait=0.01, longest_wait=0.05)

Body = dict[str, Any]


def request(key: str = "support", /, **changes: Any) -> AgentRequest:  # noqa: ANN401
    """A request for an agent of the sandbox's catalogue; `channels` and `name` as themselves."""
    channels = changes.pop("channels", {})
    name = changes.pop("name", key.title())
    body: Body = {
        "companionId": "comp_support",
        "voiceId": "alloy",
        "providerSettings": {"instructions": f"You are {key}.", "temperature": 0.7},
        **changes,
    }
    return AgentRequest.of(AgentDefinition(key, name, body, channels), {})


def requests(count: int) -> list[AgentRequest]:
    """Distinct requests, some with languages and channel configs."""
    return [
        request(
            f"agent-{number}",
            **({"language": "fr"} if number % 3 == 0 else {}),
            channels={"webrtc": {"useGreenVideo": True}} if number % 4 == 0 else {},
        )
        for number in range(count)
    ]


@dataclass
class Project:
    root: Path
    base_url: str
    api_key: str
    events: list[Event] = field(default_factory=list)

    def where(self, **changes: Any) -> Where:  # noqa: ANN401
        where: Where = {
            "pack": PACK,
            "base_url": self.base_url,
            "api_key": ApiKey(self.api_key),
            "environment": "default",
            "root": self.root,
            "patience": HASTY,
            "on_event": self.events.append,
        }
        return {**where, **changes}  # type: ignore[typeddict-item]

    def create(self, wanted: Sequence[AgentRequest], **changes: Any) -> CreationReport:  # noqa: ANN401
        return runs.create(wanted, **self.where(**changes))

    def locked(self) -> dict[str, LockedAgent]:
        section = read_lock(self.root).environments.get("default")
        return section.agents if section else {}

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """A request by someone else with the same key."""
        with httpx.Client(base_url=self.base_url, headers={"X-Api-Key": self.api_key}) as client:
            answer = client.request(method, path, json=body)
            answer.raise_for_status()
            return answer.json()

    def agents(self) -> list[Body]:
        """All agents the API has."""
        found: list[Body] = []
        while page := self.call(
            "GET", f"/public/agents?pageIndex={len(found) // 100}&pageSize=100"
        )["items"]:
            found += page
            if len(page) < 100:
                break
        return found

    def agent(self, key: str) -> Body:
        agent: Body = self.call("GET", f"/public/agents/{self.locked()[key].id}")
        return agent

    def channel(self, key: str, channel: str) -> Body:
        path = f"/public/agents/{self.locked()[key].id}/channels/{channel}"
        config: Body = self.call("GET", path)
        return config
