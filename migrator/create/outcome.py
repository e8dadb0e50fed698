"""What a run of the engine tells while it works, and what it hands back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

EventKind: TypeAlias = Literal[
    "listed",
    "waiting",
    "settled",
    "created",
    "adopted",
    "unchanged",
    "outdated",
    "updated",
    "failed",
    "deleted",
    "kept",
    "stopped",
    "interrupted",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class Event:
    """One step. `key` is the agent's (empty when it is about the run); `done` of `total` agents.

    Of an `unknown` agent, `key` is its id and `detail` its name.
    """

    kind: EventKind
    key: str = ""
    detail: str = ""
    done: int = 0
    total: int = 0


OnEvent: TypeAlias = Callable[[Event], None]


def ignore_event(event: Event) -> None:
    """For callers who don't watch."""


@dataclass(slots=True)
class CreationReport:
    """What became of each request: agent key to agent id, in five groups.

    `outdated` agents exist with an older definition and wait for `update`. `failed` pairs a key
    with why, `refused` are those keys among them to which the API said no for good. `pending` keys were not reached or may be half done: run again. `stopped` says why a
    run ended early, `interrupted` that it was the user.
    """

    created: dict[str, str] = field(default_factory=dict)
    adopted: dict[str, str] = field(default_factory=dict)
    unchanged: dict[str, str] = field(default_factory=dict)
    updated: dict[str, str] = field(default_factory=dict)
    outdated: dict[str, str] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    pending: list[str] = field(default_factory=list)
    stopped: str | None = None
    interrupted: bool = False

    @property
    def ids(self) -> dict[str, str]:
        """Agent key to agent id, for every request whose agent is as it shall be."""
        return {**self.unchanged, **self.adopted, **self.created, **self.updated}

    @property
    def done(self) -> int:
        """How many requests have an outcome, good or bad."""
        groups = (self.unchanged, self.adopted, self.created, self.updated, self.outdated)
        return sum(map(len, groups)) + len(self.failed)

    def take_over(self, changed: CreationReport) -> None:
        """Adds what an update of the `outdated` agents came to."""
        self.updated.update(changed.updated)
        self.failed.extend(changed.failed)
        self.pending.extend(changed.pending)
        settled = {*changed.updated, *changed.pending, *(key for key, _ in changed.failed)}
        self.outdated = {k: ident for k, ident in self.outdated.items() if k not in settled}
        self.stopped, self.interrupted = changed.stopped, changed.interrupted
