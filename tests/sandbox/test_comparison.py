"""Differences between two runs, said in words."""

from __future__ import annotations

from typing import Any

import pytest

from migrator.sandbox.comparison import differences


def session(**changes: object) -> dict[str, Any]:
    effective = {"voiceId": "alloy", "functions": ["a", "b"], "tags": {"env": "prod"}}
    shown = {"id": "s1", "agentId": None, "memoryKey": None, "apiVersion": None}
    return {**shown, "effective": effective, **changes}


@pytest.mark.parametrize(
    "after",
    [
        [session()],
        [session(id="other", agentId="agent_1")],
        [session(ignored=["language"])],
    ],
)
def test_ids_agents_and_what_was_ignored_do_not_count(after: list[dict[str, Any]]) -> None:
    assert differences([session()], after) == []


@pytest.mark.parametrize(
    ("after", "line"),
    [
        ({"effective": {"voiceId": "verse"}}, 'session 1: voiceId was "alloy", is "verse"'),
        ({"effective": {"functions": ["b", "a"]}}, 'functions was ["a", "b"], is ["b", "a"]'),
        ({"effective": {"tags": {}}}, 'session 1: tags.env was "prod", is absent'),
        ({"effective": {"voiceId": None}}, 'voiceId was "alloy", is absent'),
        ({"memoryKey": "c:u"}, 'session 1: memoryKey was absent, is "c:u"'),
        ({"apiVersion": "2"}, 'session 1: apiVersion was absent, is "2"'),
    ],
)
def test_every_difference_is_named(after: dict[str, Any], line: str) -> None:
    before = session()
    changed = {**before, **after}
    changed["effective"] = {**before["effective"], **after.get("effective", {})}
    found = differences([before], [changed])
    assert len(found) == 1
    assert line in found[0]


def test_true_is_not_one() -> None:
    before = session(effective={"externalClientProfile": {"vip": True}})
    after = session(effective={"externalClientProfile": {"vip": 1}})
    assert differences([before], [after]) == ["session 1: externalClientProfile.vip was true, is 1"]


def test_null_is_not_absent_inside_a_free_form_object() -> None:
    before = session(effective={"externalClientProfile": {"vip": None}})
    after = session(effective={"externalClientProfile": {}})
    assert differences([before], [after]) == [
        "session 1: externalClientProfile.vip was null, is absent"
    ]


def test_a_missing_session_is_a_difference() -> None:
    assert differences([session(), session()], [session()]) == [
        "2 sessions were opened before, 1 after"
    ]


def test_order_counts() -> None:
    first = session()
    second = session(effective={**first["effective"], "voiceId": "verse"})
    assert len(differences([first, second], [second, first])) == 2
