"""A body of the call's own, for a payload that other code goes on reading."""

from __future__ import annotations

import ast
from dataclasses import dataclass

from migrator.model.values import Record, Value
from migrator.rewrite.bodies import Projection
from migrator.rewrite.definitions import assigned_value, is_bare_annotation
from migrator.rewrite.displays import laid_out
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import Refusal
from migrator.rewrite.keys import key_text, keys_of, operation
from migrator.rewrite.names import Variable, is_load


@dataclass(frozen=True, slots=True)
class _Setting:
    """One place that may put a key into the payload, or that takes it out."""

    key: str
    spelt: str
    value: ast.expr | None
    position: int
    is_certain: bool
    removes: bool = False


def own_body(draft: Draft, projection: Projection, node: ast.Name, sent: Value) -> str:
    """A display for the call that takes the kept keys from the payload as it is there.

    `sent` is the body as it was read: a key that it always holds needs no question. Raises Refusal
    when it isn't known which keys the payload may hold.
    """
    variable = draft.names.variable(node)
    settings = _settings(draft, variable, node, _keys(sent))
    entries = [projection.entry(projection.source.quote)]
    conditional: list[str] = []
    settings += _filled_elsewhere(draft, sent, settings)
    for key in dict.fromkeys(setting.key for setting in settings):
        if projection.leaves(key) or _never_sent(sent, key):
            continue
        if key in projection.drop_members:
            raise Refusal(f"Only a part of `{key}` stays, and the payload has other uses.")
        places = [setting for setting in settings if setting.key == key]
        taken_out = any(place.removes for place in places)
        if any(place.is_certain for place in places) and not taken_out:
            value = _simple_value(draft, places, node) or f"{node.id}[{places[0].spelt}]"
            entries.append(f"{places[0].spelt}: {value}")
        elif _always_sent(sent, key):
            entries.append(f"{places[0].spelt}: {node.id}[{places[0].spelt}]")
        else:
            conditional.append(places[0].spelt)
    entries += _conditional_entries(node.id, conditional)
    return laid_out(draft, node, entries)


def own_body_of_constant(draft: Draft, projection: Projection, node: ast.Name) -> str:
    """A display for the call with the kept entries of a module constant."""
    return laid_out(
        draft,
        node,
        [projection.entry(projection.source.quote), *projection.entries_of_constant(node)],
    )


def _keys(sent: Value) -> set[str] | None:
    """The keys of a body, None when it may hold others too."""
    if not isinstance(sent, Record) or sent.rest is not None:
        return None
    return {entry.key for entry in sent.entries}


def _filled_elsewhere(draft: Draft, sent: Value, settings: list[_Setting]) -> list[_Setting]:
    """Keys that code which is given the payload puts into it."""
    if not isinstance(sent, Record):
        return []
    quote, known = draft.source.quote, {setting.key for setting in settings}
    keys = [entry.key for entry in sent.entries if entry.key not in known]
    return [_Setting(k, f"{quote}{k}{quote}", None, 0, is_certain=False) for k in keys]


def _always_sent(sent: Value, key: str) -> bool:
    entry = sent.get(key) if isinstance(sent, Record) else None
    return entry is not None and not entry.when


def _never_sent(sent: Value, key: str) -> bool:
    return isinstance(sent, Record) and sent.rest is None and sent.get(key) is None


def _conditional_entries(name: str, keys: list[str]) -> list[str]:
    if not keys:
        return []
    if len(keys) == 1:
        return [f"**({{{keys[0]}: {name}[{keys[0]}]}} if {keys[0]} in {name} else {{}})"]
    key = "key" if name != "key" else "field"
    return [f"**{{{key}: {name}[{key}] for {key} in ({', '.join(keys)}) if {key} in {name}}}"]


def _settings(
    draft: Draft, variable: Variable, call: ast.Name, sent: set[str] | None
) -> list[_Setting]:
    settings: list[_Setting] = []
    for occurrence in draft.names.occurrences[variable]:
        if is_load(occurrence):
            settings += _of_statement(draft, occurrence, call, sent)
            continue
        if is_bare_annotation(draft, occurrence):
            continue
        value = assigned_value(draft, occurrence)
        if value is None and isinstance(draft.source.parents[occurrence], ast.AugAssign):
            statement = draft.source.parents[occurrence]
            assert isinstance(statement, ast.AugAssign)
            value = statement.value
        if value is None:
            raise Refusal(f"`{variable.name}` is not built where the call is, and has other uses.")
        settings += _of_dict(draft, value, sent, _always_runs(draft, occurrence, call))
    return sorted(settings, key=lambda setting: setting.position)


def _of_statement(
    draft: Draft, node: ast.Name, call: ast.Name, sent: set[str] | None
) -> list[_Setting]:
    found = operation(draft.source, node)
    if found is None:
        return []
    certain = _always_runs(draft, node, call)
    if found.path:
        removes = isinstance(found.statement, ast.Delete) or ".pop(" in ast.unparse(found.statement)
        spelt = f"{draft.source.quote}{found.path[0]}{draft.source.quote}"
        whole = found.value if len(found.path) == 1 else None
        is_first = len(found.path) == 1 and isinstance(found.statement, ast.Assign | ast.AnnAssign)
        position = draft.source.start(node)
        certain = certain and is_first
        return [_Setting(found.path[0], spelt, whole, position, certain, removes)]
    assert found.update is not None
    settings = [s for a in found.update.args for s in _of_dict(draft, a, sent, certain)]
    for keyword in found.update.keywords:
        if keyword.arg is None:
            settings += _of_dict(draft, keyword.value, sent, certain)
        else:
            spelt = f"{draft.source.quote}{keyword.arg}{draft.source.quote}"
            at = draft.source.start(keyword.value)
            settings.append(_Setting(keyword.arg, spelt, keyword.value, at, certain))
    return settings


def _of_dict(draft: Draft, node: ast.expr, sent: set[str] | None, certain: bool) -> list[_Setting]:
    """The keys that a dict puts into the payload: any of those `sent` where it isn't written."""
    source, quote = draft.source, draft.source.quote
    if isinstance(node, ast.Dict):
        settings = []
        for key, value in zip(node.keys, node.values, strict=True):
            name = key_text(draft, key)
            if key is not None and name is not None:
                at = source.start(key)
                settings.append(_Setting(name, source.slice(key), value, at, certain))
            elif key is None:
                settings += _of_dict(draft, value, sent, certain=False)
            else:
                raise Refusal("A key of the payload is computed.")
        return settings
    keys = keys_of(draft, node)
    keys = keys if keys is not None else sent
    if keys is None:
        raise Refusal("The payload has other uses, and which keys it holds is not written here.")
    at = source.start(node)
    return [_Setting(k, f"{quote}{k}{quote}", None, at, is_certain=False) for k in sorted(keys)]


def _always_runs(draft: Draft, node: ast.AST, call: ast.Name) -> bool:
    """Whether the statement runs before the call each time the call is reached."""
    source = draft.source
    statement = source.statement(node)
    suite = source.suite(statement)
    current: ast.AST = source.statement(call)
    while current is not source.tree:
        if isinstance(current, ast.stmt) and current in suite:
            return suite.index(statement) < suite.index(current)
        if isinstance(current, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            return False
        current = source.parents[current]
    return False


def _simple_value(draft: Draft, places: list[_Setting], call: ast.Name) -> str | None:
    value = places[0].value
    if len(places) != 1 or value is None:
        return None
    text = draft.source.slice(value)
    if isinstance(value, ast.Constant) and "\n" not in text:
        return text
    if not isinstance(value, ast.Name):
        return None
    variable = draft.names.variable(value)
    bindings = [n for n in draft.names.occurrences[variable] if not is_load(n)]
    same = draft.names.resolve(value.id, draft.names.scope(call)) == variable
    return text if len(bindings) == 1 and same else None
