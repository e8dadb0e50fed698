"""What is wrong with a TOML file, in one sentence: place, key, and what was expected there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, JsonValue, ValidationError

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

ModelT = TypeVar("ModelT", bound=BaseModel)

_EXPECTED = {
    "string_type": "a string",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "int_parsing": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "an array",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
    "invalid-json-value": "a value that JSON has (no date or time)",
}
_NAMING_KEYS = ("source", "key")


def validated(
    model: type[ModelT], document: Mapping[str, object], error: type[Exception], place: str
) -> ModelT:
    """`document` as a `model`.

    Raises `error` with one sentence for each mistake, each begun with `place` (the file).
    """
    try:
        return model.model_validate(document)
    except ValidationError as caught:
        schema = model.model_json_schema(by_alias=True)
        sentences = [_sentence(each, document, schema) for each in caught.errors()]
        raise error("\n".join(f"{place}: {sentence}" for sentence in sentences)) from None


def _sentence(
    mistake: ErrorDetails, document: Mapping[str, object], schema: Mapping[str, JsonValue]
) -> str:
    where = _keys(mistake["loc"], document)
    kind = mistake["type"]
    if kind == "extra_forbidden":
        unknown = str(where[-1])
        known = sorted(_known_keys(schema, where[:-1]))
        close = get_close_matches(unknown, known, n=1)
        hint = f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}."
        return f"{_place(where[:-1], document)}unknown key {unknown}; {hint}"
    if kind == "missing":
        return f"{_place(where[:-1], document)}{where[-1]} is missing."
    if kind == "value_error":
        return f"{_place(where, document)}{str(mistake['ctx']['error']).rstrip('.')}."
    return f"{_place(where, document)}{_mismatch(mistake)}"


def _mismatch(mistake: ErrorDetails) -> str:
    kind, context, found = mistake["type"], mistake.get("ctx", {}), mistake["input"]
    if kind == "literal_error":
        expected = str(context["expected"]).replace("'", "")
    elif kind == "string_pattern_mismatch":
        expected = f"text that matches {context['pattern']}"
    elif kind in {"union_tag_invalid", "union_tag_not_found"}:
        key = str(context["discriminator"]).strip("'")
        tags = str(context.get("expected_tags", "")).replace("'", "")
        expected = f"a {key} among {tags}" if tags else f"a {key}"
        found = context.get("tag", found)
    elif kind == "too_short":
        expected = f"at least {context['min_length']} of them"
    else:
        expected = _EXPECTED.get(kind, mistake["msg"])
    return f"expected {expected}, found {_shown(found)}."


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "an array" if value else "an empty array"
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _keys(location: Sequence[int | str], document: Mapping[str, object]) -> list[int | str]:
    """A location without the names of a union's members, which stand in it as if they were keys."""
    keys: list[int | str] = []
    for position, part in enumerate(location, 1):
        parent = _at(keys, document)
        is_member = (
            isinstance(parent, Mapping)
            and part not in parent
            and part in parent.values()
            and position < len(location)
        )
        if not is_member:
            keys.append(part)
    return keys


def _place(where: Sequence[int | str], document: Mapping[str, object]) -> str:
    """`[[field]] language, check.kind: ` and the like; empty at the top."""
    words: list[str] = []
    keys: list[str] = []
    for position, part in enumerate(where):
        if isinstance(part, int) and position == 1:
            row = _at(where[: position + 1], document)
            words.append(f"[[{keys.pop()}]] {_row_name(row) or f'number {part + 1}'}")
        elif isinstance(part, int):
            keys[-1] += f"[{part}]"
        else:
            keys.append(part)
    if keys:
        words.append(".".join(keys))
    return ", ".join(words) + ": " if words else ""


def _row_name(row: object) -> str | None:
    if not isinstance(row, Mapping):
        return None
    return next((row[key] for key in _NAMING_KEYS if isinstance(row.get(key), str)), None)


def _at(where: Sequence[int | str], document: object) -> object:
    """What stands there, or the last thing on the way that does."""
    for part in where:
        if isinstance(document, list) and isinstance(part, int):
            document = dict(enumerate(document))
        if not isinstance(document, Mapping) or part not in document:
            return document
        document = document[part]
    return document


def _known_keys(schema: Mapping[str, JsonValue], where: Sequence[int | str]) -> set[str]:
    reached: list[Mapping[str, JsonValue]] = [schema]
    for part in where:
        step = "items" if isinstance(part, int) else part
        reached = [
            inner
            for each in reached
            for variant in _variants(each, schema)
            for inner in _inner(variant, step)
        ]
    return {
        key
        for each in reached
        for variant in _variants(each, schema)
        for key in _table(variant.get("properties"))
    }


def _inner(variant: Mapping[str, JsonValue], step: str) -> Iterator[Mapping[str, JsonValue]]:
    table = variant if step == "items" else _table(variant.get("properties"))
    inner = table.get(step)
    if isinstance(inner, Mapping):
        yield inner


def _variants(
    part: Mapping[str, JsonValue], schema: Mapping[str, JsonValue]
) -> Iterator[Mapping[str, JsonValue]]:
    reference = part.get("$ref")
    if isinstance(reference, str):
        target = _table(schema.get("$defs")).get(re.sub(r".*/", "", reference))
        if isinstance(target, Mapping):
            yield from _variants(target, schema)
        return
    choices = part.get("anyOf") or part.get("oneOf")
    if isinstance(choices, list):
        for choice in choices:
            if isinstance(choice, Mapping):
                yield from _variants(choice, schema)
    else:
        yield part


def _table(value: JsonValue) -> Mapping[str, JsonValue]:
    return value if isinstance(value, Mapping) else {}
