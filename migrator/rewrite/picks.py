"""Picks: how code says through which agent a session is opened, when there are several."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from migrator.model.selection import Asked, Chosen, LookedUp, Selection
from migrator.model.values import Coded, Key, Question
from migrator.rewrite.edits import AgentReference, Refusal

_SUFFIX = "AGENT_ID"

TableKey: TypeAlias = Key | tuple[Key, ...]
Entries: TypeAlias = "tuple[tuple[TableKey, AgentReference | AgentTable], ...]"


@dataclass(frozen=True, slots=True)
class AgentTable:
    """A module constant that holds agents by key, or tables of them."""

    name: str
    entries: Entries


@dataclass(frozen=True, slots=True)
class Named:
    """One agent, by its constant."""

    reference: AgentReference


@dataclass(frozen=True, slots=True)
class Either:
    """What is picked when a test, given as code, holds, and what when it doesn't."""

    test: str
    yes: Pick
    no: Pick


@dataclass(frozen=True, slots=True)
class FromTable:
    """What a table holds for keys, given as code, one for each level of it; `default` for others."""

    table: AgentTable
    keys: tuple[str, ...]
    default: Named | None = None


Constant: TypeAlias = "AgentReference | AgentTable"
Pick: TypeAlias = "Named | Either | FromTable"


def code(pick: Pick, quote: str) -> str:
    """The pick as an expression."""
    match pick:
        case Named(reference=reference):
            return reference.name
        case Either(test=test, yes=yes, no=no):
            first = f"({code(yes, quote)})" if isinstance(yes, Either) else code(yes, quote)
            return f"{first} if {_bracketed(requoted(test, quote))} else {code(no, quote)}"
        case FromTable(table=table, keys=keys, default=None):
            return table.name + "".join(f"[{requoted(key, quote)}]" for key in keys)
        case FromTable(table=table, keys=(key,), default=Named(reference=other)):
            return f"{table.name}.get({requoted(key, quote)}, {other.name})"
    raise Refusal("The agents would be looked up in a table of tables with a default.")


def _bracketed(test: str) -> str:
    loose = isinstance(ast.parse(test, mode="eval").body, ast.IfExp | ast.Lambda | ast.NamedExpr)
    return f"({test})" if loose and not test.startswith("(") else test


def requoted(text: str, quote: str) -> str:
    """Code as `ast.unparse` writes it, with the file's quotes where nothing else changes."""
    return text.replace("'", '"') if quote == '"' and '"' not in text and "\\" not in text else text


def constants(pick: Pick) -> Iterator[Constant]:
    """The constants that the pick needs, those that tables hold aside."""
    match pick:
        case Named(reference=reference):
            yield reference
        case Either(yes=yes, no=no):
            yield from constants(yes)
            yield from constants(no)
        case FromTable(table=table, default=default):
            yield table
            if default is not None:
                yield default.reference


def ends(pick: Pick) -> Iterator[AgentReference]:
    """Every agent that may be picked."""
    for constant in constants(pick):
        yield from held(constant)


def held(constant: Constant) -> Iterator[AgentReference]:
    """The agents that a constant holds."""
    if isinstance(constant, AgentReference):
        yield constant
    else:
        for _, entry in constant.entries:
            yield from held(entry)


def enumerations_in(constant: Constant) -> set[str]:
    """The names of the enumerations whose members are keys of a table."""
    if isinstance(constant, AgentReference):
        return set()
    found = {
        part.code.partition(".")[0]
        for key, _ in constant.entries
        for part in (key if isinstance(key, tuple) else (key,))
        if isinstance(part, Coded) and "." in part.code
    }
    return found.union(*(enumerations_in(entry) for _, entry in constant.entries))


def imported(constants: Sequence[Constant]) -> list[AgentReference]:
    """The agents among these whose ids are imported, each once."""
    found = {each.name: each for constant in constants for each in held(constant) if each.module}
    return list(found.values())


@dataclass(slots=True)
class Picking:
    """Makes the picks of one tree. `is_free` tells whether a file at a path lacks a name."""

    is_free: Callable[[str, str], bool]
    _made: dict[tuple[str, str], Entries] = field(default_factory=dict)

    def pick(self, selection: Selection, agents: Mapping[int, AgentReference], path: str) -> Pick:
        """How the file at `path` picks among agents, given by the numbers of their variants.

        Raises Refusal where the selection takes more than a small expression.
        """
        match selection:
            case Chosen(variant=number):
                return Named(agents[number])
            case Asked(question=question, yes=yes, no=no):
                one, other = self.pick(yes, agents, path), self.pick(no, agents, path)
                return one if one == other else Either(question.text, one, other)
            case LookedUp():
                return self._table(selection, agents, path)

    def _table(self, selection: LookedUp, agents: Mapping[int, AgentReference], path: str) -> Pick:
        levels = _levels(selection)
        keys = tuple(each.text for each in levels)
        entries = _entries(selection, agents)
        if len(levels) > 1 and _go_together(levels):
            keys, entries = (", ".join(keys),), tuple(_flat(entries, ()))
        default = None
        if selection.other is not None:
            if not isinstance(selection.other, Chosen) or len(keys) > 1:
                raise Refusal("The agents would be looked up in a table of tables with a default.")
            default = Named(agents[selection.other.variant])
        return FromTable(AgentTable(self._name(entries, path), entries), keys, default)

    def _name(self, entries: Entries, path: str) -> str:
        base = _common(list(_names(entries)))
        number = 1
        while True:
            name = "_".join([*base, f"{_SUFFIX}S", *([str(number)] if number > 1 else [])])
            known = self._made.get((path, name))
            if known == entries or (known is None and self.is_free(path, name)):
                self._made[path, name] = entries
                return name
            number += 1


def _levels(selection: LookedUp) -> list[Question]:
    """The questions of a table of tables, from the outside in."""
    inner = [each for _, each in selection.by_key]
    if all(isinstance(each, Chosen) for each in inner):
        return [selection.question]
    found: list[list[Question]] = []
    for each in inner:
        if not isinstance(each, LookedUp) or each.other is not None or selection.other is not None:
            raise Refusal("The agents would be looked up in a table of tables with a default.")
        found.append(_levels(each))
    if any([q.text for q in other] != [q.text for q in found[0]] for other in found):
        raise Refusal("The agents would be looked up in tables that are asked for different keys.")
    return [selection.question, *found[0]]


def _go_together(levels: Sequence[Question]) -> bool:
    """Whether they are asked for as one key, or are given so that not any goes with any."""
    return all(each.is_part for each in levels) or all(
        each.is_all and each.together for each in levels
    )


def _flat(entries: Entries, before: tuple[Key, ...]) -> Iterator[tuple[TableKey, AgentReference]]:
    """The entries of tables of tables, by all their keys together."""
    for key, entry in entries:
        assert not isinstance(key, tuple)
        if isinstance(entry, AgentTable):
            yield from _flat(entry.entries, (*before, key))
        else:
            yield (*before, key), entry


def _entries(selection: LookedUp, agents: Mapping[int, AgentReference]) -> Entries:
    found: list[tuple[TableKey, AgentReference | AgentTable]] = []
    for key, inner in selection.by_key:
        match inner:
            case Chosen(variant=number):
                found.append((key, agents[number]))
            case LookedUp():
                found.append((key, AgentTable("", _entries(inner, agents))))
            case _:
                raise Refusal("The agents would be looked up in a table of tests.")
    return tuple(found)


def _names(entries: Entries) -> Iterator[str]:
    for _, entry in entries:
        if isinstance(entry, AgentReference):
            yield entry.name
        else:
            yield from _names(entry.entries)


def _common(names: Sequence[str]) -> list[str]:
    """The words that all names begin with."""
    split = [name.removesuffix(_SUFFIX).rstrip("_").split("_") for name in names]
    common: list[str] = []
    for words in zip(*split, strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    return [word for word in common if word]
