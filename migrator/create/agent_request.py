"""What the engine is asked for: one agent with every hole filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from migrator.model.agents import AgentDefinition, fill_object
from migrator.model.json_types import JsonObject, fingerprint


@dataclass(frozen=True, slots=True)
class AgentRequest:
    """One agent as it shall be. `body` is the POST body without its name, languages as ISO codes.

    `fingerprint` is `resolved_fingerprint(body, channels)`.
    """

    key: str
    name: str
    body: JsonObject
    channels: Mapping[str, JsonObject]
    fingerprint: str

    @classmethod
    def of(cls, definition: AgentDefinition, values: Mapping[str, str]) -> Self:
        """The request of a definition, its holes filled from `values`.

        Raises MissingValueError and BadValueError as `model.agents.fill` does.
        """
        body = fill_object(definition.body, values)
        channels = {
            channel: fill_object(config, values) for channel, config in definition.channels.items()
        }
        return cls(
            definition.key, definition.name, body, channels, resolved_fingerprint(body, channels)
        )

    @property
    def fingerprint_without_channels(self) -> str:
        """What the lock holds while the agent exists and its channels are not yet set."""
        return resolved_fingerprint(self.body, {})


def resolved_fingerprint(body: JsonObject, channels: Mapping[str, JsonObject]) -> str:
    """SHA-256 (hex) of a body without its name and of the channel configs that set something."""
    return fingerprint({"body": body, "channels": {c: v for c, v in channels.items() if v}})
