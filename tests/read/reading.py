"""Reads small programs, and writes what was read the way the cases expect it."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path

from migrator.find.tree import SourceTree
from migrator.model.pack import RulePack
from migrator.model.sites import CallSite, SiteKind
from migrator.model.values import (
    Array,
    Entry,
    FromEnv,
    Known,
    OneOf,
    PerRequest,
    Record,
    Text,
    Value,
)
from migrator.read.sites import Reading, read_sites

RULES = Path(__file__).parents[2] / "rules" / "connections_to_agents.toml"
PACK = RulePack.model_validate(tomllib.loads(RULES.read_text(encoding="utf-8")))
NOWHERE = Path("/nowhere")


def read_files(files: Mapping[str, str], candidates: list[str] | None = None) -> Reading:
    """What is read in a tree of these files; all of them are candidates unless told otherwise."""
    tree = SourceTree(NOWHERE, []).with_files({n: t.encode() for n, t in files.items()})
    reading = read_sites(tree, PACK, (), candidates if candidates is not None else list(files))
    assert r"\x00" not in repr(reading), "a mark of a reason was left"
    return reading


def shown_site(site: CallSite) -> str:
    """`connections {...}`, with `!` when something is in doubt about the call."""
    doubt = "!" if any(problem.code == "OM105" for problem in site.problems) else ""
    match site.kind:
        case SiteKind.PER_SESSION:
            name = str(site.endpoint)
        case SiteKind.THROUGH_AGENT:
            name = "agent"
        case SiteKind.LOOKS_LIKE:
            name = "looks like"
    return f"{name}{doubt} {shown(site.body)}"


def shown(value: Value) -> str:
    """A value in one line: `?` for what isn't known, `key?` for what isn't always there."""
    match value:
        case Known(value=inner):
            return json.dumps(inner)
        case FromEnv(name=name, default=default, cast=cast):
            rest = "" if default is None else f", {json.dumps(default.value)}"
            return f"env({name}{rest})" if cast == "str" else f"{cast}(env({name}{rest}))"
        case Text(parts=parts):
            return "".join(p if isinstance(p, str) else f"{{{shown(p)}}}" for p in parts)
        case Array(items=items):
            return f"[{', '.join(map(shown, items))}]"
        case Record(entries=entries, rest=rest):
            pairs = [_shown_entry(entry) for entry in entries]
            return f"{{{', '.join(pairs + (['...'] if rest is not None else []))}}}"
        case OneOf(cases=cases):
            return " | ".join(shown(case.value) for case in cases)
        case PerRequest():
            return "?"


def _shown_entry(entry: Entry) -> str:
    return f"{entry.key}{'?' if entry.when else ''}: {shown(entry.value)}"
