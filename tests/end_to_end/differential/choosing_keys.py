"""Keys that aren't texts, and command lines: what a generated program chooses one field by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from tests.end_to_end.differential.draft import Draft

FORMS = ("members", "member", "text members", "numbers", "both", "command line")


@dataclass(frozen=True, slots=True)
class Selected:
    """An expression for a field, and the parameters that it needs with what callers give them."""

    code: str
    parameters: tuple[tuple[str, tuple[str, ...]], ...] = ()


Maker: TypeAlias = Callable[[Draft, str, tuple[str, ...], str], Selected]


def selected(draft: Draft, form: str, values: tuple[str, ...], key: str) -> Selected:
    """A choice of one of those `FORMS` among values given as code; `key` is a variable with a text."""
    return _MAKERS[form](draft, draft.fresh("kind"), values, key)


def _members(draft: Draft, name: str, values: tuple[str, ...], _: str) -> Selected:
    draft.imports.add("from enum import Enum")
    draft.function('class Plan(Enum):\n    GOLD = "gold"\n    FREE = "free"')
    table = draft.fresh("BY_PLAN")
    draft.late.append(f"{table} = {{Plan.GOLD: {values[0]}, Plan.FREE: {values[1]}}}")
    asked = f"{table}[{name}]"
    if draft.chance(30):
        asked = f"{table}.get({name}, {values[2]})"
    return Selected(asked, ((name, ("Plan.GOLD", "Plan('free')", "'gold'")),))


def _member(draft: Draft, name: str, values: tuple[str, ...], _: str) -> Selected:
    draft.imports.add("from enum import Enum")
    kind = draft.fresh("Kind")
    draft.function(f"class {kind}(Enum):\n    ONE = {values[0]}\n    TWO = {values[1]}")
    return Selected(f"{name}.value", ((name, (f"{kind}.ONE", f"{kind}.TWO", f"{kind}.ONE")),))


def _text_members(draft: Draft, name: str, values: tuple[str, ...], key: str) -> Selected:
    draft.imports.add("from enum import Enum")
    draft.function('class Tongue(str, Enum):\n    EN = "en"\n    FR = "fr"\n    DE = "de"')
    table = draft.fresh("BY_TONGUE")
    entries = zip(("EN", "FR", "DE"), values, strict=False)
    draft.late.append(f"{table} = {{{', '.join(f'Tongue.{k}: {v}' for k, v in entries)}}}")
    return Selected(f"{table}[{key}]")


def _numbers(draft: Draft, name: str, values: tuple[str, ...], _: str) -> Selected:
    first, second = draft.pick([("1", "2"), ("True", "False"), ("0", "1")])
    table = draft.constant("BY_LEVEL", f"{{{first}: {values[0]}, {second}: {values[1]}}}")
    return Selected(f"{table}[{name}]", ((name, (first, second, "1.0", "True")),))


def _both(draft: Draft, name: str, values: tuple[str, ...], key: str) -> Selected:
    keys = [("en", "True"), ("fr", "True"), ("fr", "False"), ("de", "False")]
    entries = ", ".join(
        f"({draft.text(text)}, {flag}): {value}"
        for (text, flag), value in zip(keys, values, strict=False)
    )
    table = draft.constant("BY_BOTH", f"{{{entries}}}")
    return Selected(f"{table}[{key}, premium]")


def _command_line(draft: Draft, name: str, values: tuple[str, ...], _: str) -> Selected:
    draft.imports.add("import argparse")
    parser, choices = draft.fresh("PARSER"), ", ".join(values[:2])
    default = draft.pick([f", default={values[0]}", f", default={values[2]}", ""])
    draft.constants.append(f"{parser} = argparse.ArgumentParser()")
    draft.constants.append(f'{parser}.add_argument("--kind", choices=[{choices}]{default})')
    given = [f'{parser}.parse_args(["--kind", {value}])' for value in values[:2]]
    return Selected(f"{name}.kind", ((name, (*given, f"{parser}.parse_args([])")),))


_MAKERS: dict[str, Maker] = {
    "members": _members,
    "member": _member,
    "text members": _text_members,
    "numbers": _numbers,
    "both": _both,
    "command line": _command_line,
}
