"""What the editor is asked for, what it hands back, and how it says no."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.model.sites import CallSite
from migrator.model.values import Span

if TYPE_CHECKING:
    from migrator.model.plan import AgentReferenceKind
    from migrator.rewrite.module_reference import ModuleReference
    from migrator.rewrite.picks import Pick
    from migrator.rewrite.producers import Producer


@dataclass(frozen=True, slots=True)
class AgentReference:
    """How the code refers to an agent.

    `name` is the module constant's name, and for `env` the environment variable's too. `value` is
    the agent's id, or a placeholder until the agent exists. `module` is how the file imports the
    constant, for `module` alone.
    """

    kind: AgentReferenceKind
    name: str
    value: str
    module: ModuleReference | None = None


@dataclass(frozen=True, slots=True)
class SiteEdit:
    """One call to rewrite: how it picks its agent, top-level payload keys that stay and that leave.

    A key in both is split; `drop_members` names its members that leave. `producers` are the calls
    that give the body, or a part of it, with where it is reduced in their place. `asked` are the
    places where what decides the pick is asked.
    """

    site: CallSite
    pick: Pick
    keep: frozenset[str]
    drop: frozenset[str]
    drop_members: Mapping[str, frozenset[str]] = field(default_factory=dict)
    producers: Sequence[Producer] = ()
    asked: tuple[Span, ...] = ()

    @property
    def url(self) -> Span | None:
        """The expression to turn to the agent's path."""
        return self.site.url_span

    @property
    def body(self) -> Span | None:
        """The expression to reduce to what stays on the call."""
        return self.site.body_span

    @property
    def paths(self) -> frozenset[str]:
        """The files that the edit changes; the call's own when its parts have no places."""
        spans = (self.url, self.body, *(producer.returned for producer in self.producers))
        return frozenset(s.path if s is not None else self.site.path for s in spans)


@dataclass(frozen=True, slots=True)
class EditedFile:
    """The new text, and for each site that was not edited the sentence that says why."""

    text: str
    refused: Mapping[str, str]


class Refusal(Exception):
    """A shape that no small edit changes. `str(refusal)` is one sentence for people."""
