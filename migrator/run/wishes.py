"""Wishes: what a person said to the calls of a plan, one by one, kept until the apply is done."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias, cast

from migrator.create.lock_file import write_whole
from migrator.model.errors import InputError
from migrator.model.sites import Status
from migrator.model.state_folder import state_folder
from migrator.plan.decisions import Decision, finding
from migrator.plan.grouping import AgentGroup

Answer: TypeAlias = Literal["yes", "no", "route", "ignore"]
_FILE = "answers.json"


@dataclass(frozen=True, slots=True)
class Wishes:
    """Answers by site id, and names for agents by key."""

    answers: Mapping[str, Answer] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def ignored(self) -> frozenset[str]:
        """The calls to suppress in the source."""
        return frozenset(ident for ident, said in self.answers.items() if said == "ignore")

    @property
    def routed(self) -> frozenset[str]:
        """The calls that are to choose their agent at run time."""
        return frozenset(ident for ident, said in self.answers.items() if said == "route")

    def answered(self, ident: str, said: Answer) -> Wishes:
        """The same with one more answer."""
        return replace(self, answers={**self.answers, ident: said})

    def called(self, key: str, name: str) -> Wishes:
        """The same with one more name."""
        return replace(self, names={**self.names, key: name})

    def without_declined(self, decisions: Sequence[Decision]) -> list[Decision]:
        """The decisions, with those left that a person said no to."""
        message = "you chose to leave it"
        return [
            decision.left(finding(decision.site, "OM117", message))
            if self.answers.get(decision.site.id, "yes") not in {"yes", "route"}
            and decision.status in {Status.MIGRATE, Status.ROUTE}
            else decision
            for decision in decisions
        ]

    def named(self, groups: Sequence[AgentGroup]) -> list[AgentGroup]:
        """The agents under the names that a person gave them."""
        return [
            replace(each, definition=replace(each.definition, name=self.names[each.definition.key]))
            if each.definition.key in self.names
            else each
            for each in groups
        ]


def read_wishes(root: Path, sources: Mapping[str, str]) -> Wishes:
    """What was said in an earlier walk that didn't end; nothing once a source changed.

    `sources` are the digests of the files by path. Raises InputError for a file that is broken.
    """
    path = state_folder(root) / _FILE
    if not path.exists():
        return Wishes()
    try:
        kept = json.loads(path.read_text("utf-8"))
        if kept["sources"] != _digest(sources):
            return Wishes()
        answers = {str(k): cast("Answer", v) for k, v in kept["answers"].items()}
        return Wishes(answers, {str(k): str(v) for k, v in kept["names"].items()})
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        raise InputError(f"{path} can't be read. Delete it to be asked anew.") from None


def keep_wishes(root: Path, sources: Mapping[str, str], wishes: Wishes) -> None:
    """Keep what was said so far. Raises InputError when that can't be written."""
    kept = {"sources": _digest(sources), "answers": wishes.answers, "names": wishes.names}
    write_whole(state_folder(root) / _FILE, json.dumps(kept, indent=2) + "\n")


def forget_wishes(root: Path) -> None:
    """Forget what was said: it was done."""
    (state_folder(root) / _FILE).unlink(missing_ok=True)


def _digest(sources: Mapping[str, str]) -> str:
    return hashlib.sha256(json.dumps(sorted(sources.items())).encode()).hexdigest()
