"""What the API holds after an ordeal, against what was asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from migrator.create.agent_request import AgentRequest
from migrator.create.lock_file import read_lock
from tests.create.project import Project


@dataclass(frozen=True, slots=True)
class Account:
    """Counts, of which only `agents` may be other than 0."""

    agents: int
    missing: int
    duplicates: int
    orphans: int
    wrong_configuration: int
    wrong_channel: int
    wrong_in_lock: int

    @property
    def is_right(self) -> bool:
        """Whether everything exists once, as asked for, and nothing besides."""
        return self == Account(self.agents, 0, 0, 0, 0, 0, 0)


def account(project: Project, wanted: Sequence[AgentRequest]) -> Account:
    """Looks at every agent and every channel config of the project."""
    found = _patiently(project, "/public/agents")
    by_name = Counter(agent["name"] for agent in found)
    shown = {agent["name"]: agent for agent in found}
    lock = read_lock(project.root).environments["default"].agents
    locked = {agent.id for agent in lock.values()}
    there = [request for request in wanted if request.name in shown]
    return Account(
        agents=len(found),
        missing=len(wanted) - len(there),
        duplicates=sum(by_name.values()) - len(by_name),
        orphans=sum(agent["id"] not in locked for agent in found),
        wrong_configuration=sum(
            any(shown[request.name].get(name) != value for name, value in request.body.items())
            for request in there
        ),
        wrong_channel=sum(
            _channels(project, shown[request.name]) != request.channels for request in there
        ),
        wrong_in_lock=sum(
            lock[request.key].id != shown[request.name]["id"]
            or lock[request.key].fingerprint != request.fingerprint
            for request in there
        ),
    )


def _channels(project: Project, agent: dict[str, object]) -> dict[str, object]:
    channels = agent["channels"]
    assert isinstance(channels, list)
    found = {}
    for channel in channels:
        config = _once(project, f"/public/agents/{agent['id']}/channels/{channel}")
        ours = {"id", "apiKeyId", "created", "channelType"}
        found[channel] = {name: value for name, value in config.items() if name not in ours}
    return found


def _patiently(project: Project, path: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for index in range(1_000):
        items = _once(project, f"{path}?pageIndex={index}&pageSize=100")["items"]
        found += items
        if not items:
            return found
    raise AssertionError(path)


def _once(project: Project, path: str) -> dict[str, object]:
    """A GET asked until it is answered: the faults are still on."""
    with httpx.Client(verify=False, headers={"X-Api-Key": project.api_key}) as client:
        for _ in range(100):
            try:
                answer = client.get(project.base_url + path)
                if answer.is_success:
                    body: dict[str, object] = answer.json()
                    return body
            except (httpx.TransportError, ValueError):
                continue
    raise AssertionError(path)
