"""Comparing what we set with what the API shows: it adds defaults, and null equals absent.

Source: docs/building-your-omniagent/managing; defaults come from the rule pack.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from migrator.model.json_types import Json, JsonObject
from migrator.model.languages import iso_code
from migrator.model.pack import FieldRule, RulePack

NameOfLanguage: TypeAlias = Callable[[str], str | None]
Path: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One member: its dotted path, what it shall be (`wanted`) and what the API has (`actual`)."""

    path: str
    wanted: Json
    actual: Json


class Configuration:
    """Compares bodies and channel configs as a rule pack says.

    `name_of_language` gives the English name of an ISO code, None when it knows none: the API may
    hold either form.
    """

    def __init__(self, pack: RulePack, name_of_language: NameOfLanguage) -> None:
        self._name_of_language = name_of_language
        self.name_member = pack.target.name
        agent_rules = [rule for rule in pack.fields if rule.scope == "agent"]
        self._agent_rules = {rule.target_path: rule for rule in agent_rules}
        self.language_paths = [rule.target_path for rule in agent_rules if rule.language]
        self._tags = pack.target.tags
        # A channel may override agent members too, so any of them counts there.
        self._channel_members = list(dict.fromkeys(rule.target_path[0] for rule in pack.fields))

    def disagreements(
        self, wanted: JsonObject, actual: JsonObject, name: str | None = None
    ) -> list[Difference]:
        """Members of `wanted` (and the name, when given) that `actual` doesn't have so."""
        found = list(self._disagreements(wanted, actual, ()))
        if name is not None and actual.get(self.name_member) != name:
            found.insert(0, Difference(self.name_member, name, actual.get(self.name_member)))
        return found

    def additions(self, wanted: JsonObject, actual: JsonObject) -> list[Difference]:
        """What an agent has set that `wanted` doesn't ask for, defaults left out."""
        found = [
            Difference(".".join(path), None, present)
            for path, rule in self._agent_rules.items()
            if value_at(wanted, path) is None
            and not _is_vacant(present := value_at(actual, path), rule)
        ]
        for path, rule in self._agent_rules.items():
            if rule.type == "object":
                found += _inner_additions(path, value_at(wanted, path), value_at(actual, path))
        if not wanted.get(self._tags) and actual.get(self._tags):
            found.append(Difference(self._tags, None, actual[self._tags]))
        return found

    def cleared(self, path: Path, actual: Json) -> Json:
        """What to send so that an agent's member is as if it had never been set."""
        rule = self._agent_rules.get(path)
        if rule is not None and rule.default is not None:
            return rule.default
        if isinstance(actual, list):
            return []
        return {} if rule is None and isinstance(actual, dict) else None

    def channel_additions(self, wanted: JsonObject, actual: JsonObject) -> list[Difference]:
        """What a channel config overrides that `wanted` doesn't ask for.

        An empty override is one: it stands in for what the agent has.
        """
        return [
            Difference(member, None, actual[member])
            for member in self._channel_members
            if actual.get(member) is not None and wanted.get(member) is None
        ]

    def _disagreements(
        self, wanted: JsonObject, actual: JsonObject, at: Path
    ) -> Iterator[Difference]:
        for member, value in wanted.items():
            path = (*at, member)
            present = actual.get(member)
            if isinstance(value, Mapping) and value and isinstance(present, Mapping):
                yield from self._disagreements(value, present, path)
            elif not self._is_same(path, value, present):
                yield Difference(".".join(path), value, present)

    def _is_same(self, path: Path, wanted: Json, actual: Json) -> bool:
        if path in self.language_paths and isinstance(wanted, str) and isinstance(actual, str):
            return self._language(wanted) == self._language(actual)
        if isinstance(wanted, Mapping) and not wanted:
            # An empty object that is a field of its own asks for something; others only group.
            return isinstance(actual, Mapping) or (path not in self._agent_rules and actual is None)
        if wanted in (None, []):
            return actual in (None, [])
        return is_same_json(wanted, actual)

    def _language(self, value: str) -> str:
        code = iso_code(value) or value.casefold()
        return (self._name_of_language(code) or code).casefold()


def value_at(value: Json, path: Sequence[str]) -> Json:
    """The member at that path, None when there is none."""
    for member in path:
        if not isinstance(value, Mapping):
            return None
        value = value.get(member)
    return value


def is_same_json(one: Json, other: Json) -> bool:
    """Equal as JSON values; numbers by value within float32, members of null as absent."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=1e-6)
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(is_same_json(one.get(name), other.get(name)) for name in {*one, *other})
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    if isinstance(one, Sequence) and isinstance(other, Sequence):
        return len(one) == len(other) and all(map(is_same_json, one, other))
    return one is other


def _is_vacant(value: Json, rule: FieldRule) -> bool:
    return value in (None, [], "") or (
        rule.default is not None and is_same_json(value, rule.default)
    )


def _inner_additions(path: Path, wanted: Json, actual: Json) -> Iterator[Difference]:
    if isinstance(wanted, Mapping) and isinstance(actual, Mapping):
        for member, present in actual.items():
            if present is not None and wanted.get(member) is None:
                yield Difference(".".join((*path, member)), None, present)
