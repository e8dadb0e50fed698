"""What the editor is asked for, what it hands back, and how it says no."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from migrator.model.sites import CallSite


@dataclass(frozen=True, slots=True)
class AgentReference:
    """How the code refers to an agent.

    `name` is the module constant's name, and for `env` the environment variable's too. `value` is
    the agent's id for `literal`, or a placeholder until the agent exists.
    """

    kind: Literal["literal", "env"]
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class SiteEdit:
    """One call to rewrite: top-level payload keys that stay on it, and those that leave it.

    A key in both is split; `drop_members` names its members that leave.
    """

    site: CallSite
    reference: AgentReference
    keep: frozenset[str]
    drop: frozenset[str]
    drop_members: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EditedFile:
    """The new text, and for each site that was not edited the sentence that says why."""

    text: str
    refused: Mapping[str, str]


class Refusal(Exception):
    """A shape that no small edit changes. `str(refusal)` is one sentence for people."""
