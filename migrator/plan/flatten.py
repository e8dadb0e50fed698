"""A per-session body by the rows of the rule pack: each field with its value and conditions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from migrator.model.agents import holes
from migrator.model.values import AgentPart, Condition, PerRequest, Record, Value
from migrator.plan.resolving import UnresolvedError, to_json

if TYPE_CHECKING:
    from migrator.model.pack import FieldRule, RulePack


_FEW = 3


@dataclass(frozen=True, slots=True)
class SentField:
    """One field of the pack as a call sends it, and when it does."""

    rule: FieldRule
    value: Value
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class FlatBody:
    """A body by field.

    `unknown` are dotted paths that no row of the pack names; `unread` says what could not be
    read at all, in sentences, `chosen` what is one of several dicts. `repeated` are dotted paths that repeat what an agent holds, each
    with the agent that the code read it from.
    """

    fields: tuple[SentField, ...]
    unknown: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    repeated: tuple[tuple[str, AgentPart], ...] = ()
    chosen: tuple[str, ...] = ()

    @property
    def obscure(self) -> tuple[str, ...]:
        """What of it isn't in `fields`, in words."""
        held = tuple(f"{path} is read from an agent" for path, _ in self.repeated)
        return (*self.unread, *self.unknown, *self.chosen, *held)

    def rules(self, pack: RulePack) -> list[FieldRule]:
        """The rows of the pack as they hold for this body, which may give an agent what is else
        the session's."""
        return [sent.rule if (sent := self.get(r.source)) else r for r in pack.fields]

    def get(self, source: str) -> SentField | None:
        """The field of that source path, or None when the body doesn't have it."""
        return next((sent for sent in self.fields if sent.rule.source == source), None)


@dataclass(slots=True)
class _Collected:
    fields: list[SentField] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    repeated: list[tuple[str, AgentPart]] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)


def flatten(body: Value, pack: RulePack) -> FlatBody:
    """`body` by the pack's rows, in the pack's order."""
    collected = _Collected()
    if isinstance(body, Record):
        _walk(body, (), (), pack, collected)
    elif isinstance(body, PerRequest) and body.among:
        collected.chosen.append(_chosen("the body", body))
    elif isinstance(body, PerRequest):
        collected.unread.append(f"`{body.text}` can't be followed: {body.why}")
    else:
        collected.unread.append("the body is not one dict")
    order = {rule.source: index for index, rule in enumerate(pack.fields)}
    collected.fields.sort(key=lambda sent: order[sent.rule.source])
    return FlatBody(
        tuple(collected.fields),
        tuple(sorted(collected.unknown)),
        tuple(collected.unread),
        tuple(collected.repeated),
        tuple(collected.chosen),
    )


def _walk(
    record: Record,
    prefix: tuple[str, ...],
    when: tuple[Condition, ...],
    pack: RulePack,
    collected: _Collected,
) -> None:
    if record.rest is not None:
        where = ".".join(prefix) or "the body"
        if record.rest.among:
            collected.chosen.append(_chosen(f"what goes into {where}", record.rest))
        else:
            collected.unread.append(f"{where} may hold further keys: {record.rest.why}")
    for entry in record.entries:
        path = (*prefix, entry.key)
        dotted = ".".join(path)
        rule = pack.field(dotted)
        conditions = (*when, *entry.when)
        held = entry.value.agent if isinstance(entry.value, PerRequest) else None
        if held is not None and repeats(path, held, pack):
            collected.repeated.append((dotted, held))
        elif rule is not None:
            row = _moved(rule, entry.value, conditions, pack)
            collected.fields.append(SentField(row, entry.value, conditions))
        elif not is_container(path, pack):
            collected.unknown.append(dotted)
        elif isinstance(entry.value, Record):
            _walk(entry.value, path, conditions, pack, collected)
        elif isinstance(entry.value, PerRequest) and entry.value.among:
            collected.chosen.append(_chosen(f"`{dotted}`", entry.value))
        else:
            why = entry.value.why if isinstance(entry.value, PerRequest) else "it is not one dict"
            collected.unread.append(f"{dotted} can't be followed: {why}")


def _moved(rule: FieldRule, value: Value, when: tuple[Condition, ...], pack: RulePack) -> FieldRule:
    """The row of a field, the agent's where the session's are asked to be and it is a constant."""
    if rule.source not in pack.constants_to_agent or when:
        return rule
    try:
        constant = not list(holes(to_json(value)))
    except UnresolvedError:
        constant = False
    return rule.model_copy(update={"scope": "agent"}) if constant else rule


def _chosen(what: str, value: PerRequest) -> str:
    places = [f"line {span.line}" for span in value.among[:_FEW]]
    more = len(value.among) - len(places)
    listed = ", ".join([*places, *([f"{more} more"] if more else [])])
    return f"{what} is one of {len(value.among)} dicts ({listed}): {value.why}"


def is_container(path: tuple[str, ...], pack: RulePack) -> bool:
    """Whether rows of the pack lie under `path`."""
    return any(
        len(rule.source_path) > len(path) and rule.source_path[: len(path)] == path
        for rule in pack.fields
    )


def repeats(path: tuple[str, ...], part: AgentPart, pack: RulePack) -> bool:
    """Whether a part of an agent is what an agent holds of the field, or fields, at `path`."""
    below = [rule for rule in pack.fields if rule.source_path[: len(path)] == path]
    places = {_place(rule, len(path)) for rule in below}
    place = places.pop() if len(places) == 1 else None
    return bool(place) and part.keys[-len(place or ()) :] == place


def _place(rule: FieldRule, depth: int) -> tuple[str, ...] | None:
    """Where the agent holds the member of the body at `depth` that leads to a field."""
    inside = rule.source_path[depth:]
    kept = len(rule.target_path) - len(inside)
    same = rule.scope == "agent" and rule.target_path[kept:] == inside
    return rule.target_path[:kept] if same else None
