"""Configurations that the routing module recorded at run time, made whole again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from migrator.model.errors import InputError
from migrator.model.findings import Finding
from migrator.model.json_types import Json, JsonObject, canonical
from migrator.model.languages import english_names
from migrator.model.sites import Status
from migrator.plan.decisions import Decision, finding
from migrator.plan.resolving import UnresolvedError, to_json
from migrator.plan.routed import Configuration, configuration, known_values
from migrator.rewrite.routing_runtime import DIGEST, digest, fingerprint
from migrator.run.project import Project
from migrator.run.refused import refused_before

_NO_AGENT, _REFUSED = "OM322", "OM325"


class _UnknownTextError(LookupError):
    """A digest stands for a value that the code doesn't hold."""


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a record: what was sent on a channel, with digests for text."""

    channel: str
    environment: str
    fingerprint: str
    configuration: JsonObject


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a record comes to: configurations for agents, and what there is to say of the others."""

    configurations: Sequence[Configuration] = ()
    findings: Sequence[Finding] = ()


def read_records(files: Iterable[Path]) -> list[Record]:
    """The records in these files, each once. Raises InputError, which names the line."""
    found: dict[tuple[str, str], Record] = {}
    for file in files:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file} can't be read: {error}.") from None
        for number, line in enumerate(lines, 1):
            if line.strip():
                record = _record(line, f"{file}:{number}")
                found[record.environment, record.fingerprint] = record
    return list(found.values())


def _record(line: str, place: str) -> Record:
    try:
        read = json.loads(line)
        record = Record(*(read[key] for key in Record.__dataclass_fields__))
        if not all(isinstance(v, str) for v in (record.channel, record.environment)):
            raise TypeError("channel and environment are texts")
        if not isinstance(record.configuration, dict):
            raise TypeError("the configuration is an object")
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(
            f"{place} is no line of a record ({error!r}); give the file that OMNIAGENT_RECORD named."
        ) from None
    return record


def recorded_configurations(
    project: Project, decisions: Sequence[Decision], records: Sequence[Record]
) -> Recorded:
    """What the records of this run's environment come to, for the calls that may send them.

    What the API refused before isn't asked for again. Raises InputError.
    """
    refused = refused_before(project.root, project.settings.environment)
    routed = [decision for decision in decisions if decision.status is Status.ROUTE]
    texts = {digest(value): value for value in _texts(project, routed)}
    found: list[Configuration] = []
    without = 0
    again: list[str] = []
    for record in records:
        if record.environment not in {"", project.settings.environment}:
            continue
        if record.fingerprint in refused:
            again.append(refused[record.fingerprint])
            continue
        new = list(_configurations(record, texts, routed, project))
        found += new
        without += not new
    told: list[tuple[str, str]] = []
    if without:
        told.append((_NO_AGENT, f"no agent can be made of {_counted(without)}"))
    if again:
        told.append((_REFUSED, f"{_counted(len(again))} not asked for again: {again[-1]}"))
    notes = [finding(routed[0].site, code, message) for code, message in told if routed]
    return Recorded(found, [replace(note, call_site=None) for note in notes])


def _counted(number: int) -> str:
    return "1 recorded configuration" if number == 1 else f"{number} recorded configurations"


def _configurations(
    record: Record,
    texts: Mapping[str, Json],
    routed: Sequence[Decision],
    project: Project,
) -> Iterator[Configuration]:
    try:
        parts = {key: _whole(value, texts) for key, value in record.configuration.items()}
        if fingerprint(record.channel, parts) != record.fingerprint:
            return
    except (_UnknownTextError, TypeError, ValueError):
        return
    for decision in routed:
        if decision.site.channel in {None, record.channel} and _may_send(decision, parts):
            made = configuration(decision, parts, project.pack, project.settings, record.channel)
            if made is not None:
                yield made


def _whole(value: Json, texts: Mapping[str, Json]) -> Json:
    if isinstance(value, dict) and value.keys() == {DIGEST}:
        if value[DIGEST] not in texts:
            raise _UnknownTextError
        return texts[str(value[DIGEST])]
    if isinstance(value, dict):
        return {key: _whole(member, texts) for key, member in value.items()}
    return value


def _may_send(decision: Decision, parts: Mapping[str, Json]) -> bool:
    """Whether nothing that is known of a call speaks against its sending that."""
    for sent in decision.flat.fields:
        if sent.rule.scope == "session" or sent.when:
            continue
        held: Json = parts
        for key in sent.rule.source_path:
            held = held.get(key) if isinstance(held, Mapping) else None
        try:
            value = to_json(sent.value)
        except UnresolvedError:
            continue
        if canonical(value) != canonical(held) and not _depends(value):
            return False
    return True


def _depends(value: Json) -> bool:
    """Whether the environment decides a value, at least in part."""
    if isinstance(value, Mapping):
        return any(key.startswith("$") or _depends(inner) for key, inner in value.items())
    return isinstance(value, list) and any(map(_depends, value))


def _texts(project: Project, routed: Sequence[Decision]) -> Iterator[Json]:
    """What a digest in a record may stand for: what the code or the configuration holds."""
    yield from english_names()
    for values in project.settings.routed.values():
        yield from values
    for decision in routed:
        yield from known_values(decision, project.values.mapping())
