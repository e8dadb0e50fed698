"""Holes of a definition, filled from an environment as the code reads it."""

from __future__ import annotations

import pytest

from migrator.model.agents import BadValueError, MissingValueError, fill
from migrator.model.json_types import Json

LOWER: Json = {"$env": "GREEN", "$cast": "is_lower", "$among": ["true", "1"]}
EXACT: Json = {"$env": "GREEN", "$default": False, "$cast": "is", "$among": ["true"]}


@pytest.mark.parametrize(
    ("hole", "environment", "expected"),
    [
        (LOWER, {"GREEN": "TRUE"}, True),
        (LOWER, {"GREEN": "1"}, True),
        (LOWER, {"GREEN": "yes"}, False),
        (EXACT, {"GREEN": "true"}, True),
        (EXACT, {"GREEN": "TRUE"}, False),
        (EXACT, {}, False),
        ({"$env": "GREEN", "$cast": "float"}, {"GREEN": "0.5"}, 0.5),
        ({"$text": ["a-", {"$env": "GREEN"}]}, {"GREEN": "b"}, "a-b"),
    ],
)
def test_a_hole_holds_what_the_code_makes_of_the_text(
    hole: Json, environment: dict[str, str], expected: Json
) -> None:
    assert fill(hole, environment) == expected


def test_a_hole_without_a_value_is_named() -> None:
    with pytest.raises(MissingValueError, match="GREEN"):
        fill(LOWER, {})


def test_text_that_cannot_be_cast_is_named() -> None:
    with pytest.raises(BadValueError, match="GREEN"):
        fill({"$env": "GREEN", "$cast": "int"}, {"GREEN": "many"})
