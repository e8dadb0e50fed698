"""In which form this API takes languages: ISO 639-1 or English name, learnt from its answers.

Source: docs/building-your-omniagent/configuration, and the service since July 2026.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from migrator.create.configuration import NameOfLanguage, value_at
from migrator.create.failures import BAD_REQUEST, ApiRefusal
from migrator.model.json_types import Json, JsonObject
from migrator.model.languages import iso_code

Form: TypeAlias = Literal["iso", "name"]


def spelled(
    body: JsonObject,
    paths: Sequence[tuple[str, ...]],
    form: Form,
    name_of_language: NameOfLanguage,
) -> JsonObject:
    """`body` with the languages at `paths` in that form; what is no language stays as it is."""
    for path in paths:
        language = value_at(body, path)
        code = iso_code(language) if isinstance(language, str) else None
        if code is not None:
            name = name_of_language(code) if form == "name" else None
            body = _with(body, path, name or code)
    return body


def other(form: Form) -> Form:
    """The form that is not this one."""
    return "name" if form == "iso" else "iso"


def blames_language(refusal: ApiRefusal, paths: Sequence[tuple[str, ...]]) -> bool:
    """Whether a 400 points at a language member."""
    if refusal.status != BAD_REQUEST:
        return False
    said = f"{refusal.code} {refusal.message}".lower()
    return any(path[-1].lower() in said for path in paths)


def _with(body: JsonObject, path: Sequence[str], value: Json) -> JsonObject:
    head, *rest = path
    inner = body.get(head)
    if rest and isinstance(inner, Mapping):
        value = _with(inner, rest, value)
    return {**body, head: value}
