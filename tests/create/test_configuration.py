"""Comparison forgives what the API adds and nothing that would change a session."""

from __future__ import annotations

import pytest

from migrator.create.configuration import Configuration, is_same_json
from migrator.model.json_types import Json
from migrator.model.languages import english_name
from tests.create.project import PACK

COMPARE = Configuration(PACK, english_name)


@pytest.mark.parametrize(
    ("wanted", "actual"),
    [
        ({"voiceId": "a"}, {"voiceId": "a", "id": "x", "created": 1, "functions": [], "tags": {}}),
        ({"functions": []}, {"functions": None}),
        ({"functions": []}, {}),
        ({"providerSettings": {}}, {"providerSettings": None}),
        ({"providerSettings": {}}, {}),
        ({"providerSettings": {"temperature": 1}}, {"providerSettings": {"temperature": 1.0}}),
        (
            {"providerSettings": {"temperature": 0.7}},
            {"providerSettings": {"temperature": 0.699999988}},
        ),
        ({"language": "fr"}, {"language": "French"}),
        ({"language": "fr"}, {"language": "FR"}),
        ({"mode": "conversation"}, {"mode": "conversation"}),
        ({"knowledgeBaseId": None}, {}),
    ],
)
def test_these_agree(wanted: dict[str, Json], actual: dict[str, Json]) -> None:
    assert COMPARE.disagreements(wanted, actual) == []


@pytest.mark.parametrize(
    ("wanted", "actual", "path"),
    [
        ({"voiceId": "a"}, {"voiceId": "A"}, "voiceId"),
        ({"voiceId": "a"}, {}, "voiceId"),
        ({"functions": ["a", "b"]}, {"functions": ["b", "a"]}, "functions"),
        ({"functions": []}, {"functions": ["a"]}, "functions"),
        ({"useWebSearch": True}, {"useWebSearch": 1}, "useWebSearch"),
        ({"useWebSearch": False}, {}, "useWebSearch"),
        ({"language": "fr"}, {"language": "English"}, "language"),
        (
            {"providerSettings": {"turnDetection": {}}},
            {"providerSettings": {"turnDetection": None}},
            "providerSettings.turnDetection",
        ),
        (
            {"providerSettings": {"turnDetection": {"threshold": 0.5}}},
            {"providerSettings": {"turnDetection": {"threshold": 0.6}}},
            "providerSettings.turnDetection.threshold",
        ),
    ],
)
def test_these_disagree(wanted: dict[str, Json], actual: dict[str, Json], path: str) -> None:
    assert [difference.path for difference in COMPARE.disagreements(wanted, actual)] == [path]


@pytest.mark.parametrize(
    ("actual", "paths"),
    [
        ({"useWebSearch": True, "disableIdleTimeout": False, "mode": "conversation"}, []),
        ({"functions": [], "language": None, "tags": {}, "mcp": {"servers": []}}, []),
        ({"useWebSearch": False}, ["useWebSearch"]),
        ({"language": "en"}, ["language"]),
        ({"mcp": {"servers": ["s"]}}, ["mcp.servers"]),
        ({"tags": {"a": "b"}}, ["tags"]),
        ({"providerSettings": {"turnDetection": {}}}, ["providerSettings.turnDetection"]),
    ],
)
def test_what_is_set_beyond_what_was_asked(actual: dict[str, Json], paths: list[str]) -> None:
    assert [difference.path for difference in COMPARE.additions({}, actual)] == paths


def test_json_equality_tells_booleans_from_numbers() -> None:
    assert not is_same_json(True, 1)
    assert is_same_json({"a": None}, {})
    assert not is_same_json([1], [1, None])
