"""The lock as omniagent.lock.json holds it: agent ids and fingerprints by environment and key."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict


class LockedAgent(BaseModel):
    """One agent that exists: its id, how it came to be ours, and what it was last set to.

    `fingerprint` is that of the resolved body and channels (`agents.fingerprint`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    name: str
    fingerprint: str
    origin: Literal["created", "adopted"]


class LockedEnvironment(BaseModel):
    """One environment: the API it lives in and its agents by key."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    base_url: str
    language_form: Literal["iso", "name"] = "iso"
    agents: dict[str, LockedAgent] = {}


class Lock(BaseModel):
    """The whole lock."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: Literal[1] = 1
    environments: dict[str, LockedEnvironment] = {}

    def agent_ids(self, environment: str) -> dict[str, str]:
        """Agent key to agent id of one environment, empty when it has none."""
        section = self.environments.get(environment)
        return {key: agent.id for key, agent in section.agents.items()} if section else {}
