"""Fingerprints: equal exactly where the JSON is, and no payload that `route` stumbles over."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.rewrite import routing_runtime
from migrator.rewrite.routing_runtime import FIELDS, PER_SESSION_PATHS, fingerprint, route, split

Draw = Callable[..., Any]
NUMBERS = st.sampled_from([0, 1, -1, 0.0, 1.0, -0.0, True, False, 10**20, 1e20])
LEAVES = (
    st.none() | NUMBERS | st.sampled_from(["", "1", "true", "null", "a", "A", "\u00e9", "e\u0301"])
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("ab"), inner),
    max_leaves=5,
)
ODD = st.recursive(
    LEAVES
    | st.sampled_from(
        [float("nan"), float("inf"), b"a", Decimal(1), date(2026, 1, 1), object(), {1}]
    )
    | st.just("\ud800"),
    lambda inner: st.lists(inner) | st.dictionaries(st.none() | st.integers() | st.text(), inner),
    max_leaves=6,
)


def spelled(value: object) -> str:
    return json.dumps(value, sort_keys=True)


@st.composite
def payloads(draw: Draw, values: st.SearchStrategy[object]) -> dict[str, Any]:
    """A payload with some of the fields that there are, in any order."""

    def filled(fields: dict[str, Any]) -> dict[str, Any]:
        chosen = draw(st.lists(st.sampled_from(sorted(fields)), unique=True, max_size=5))
        return {
            key: filled(fields[key]) if isinstance(fields[key], dict) else draw(values)
            for key in chosen
        }

    return filled(FIELDS["webrtc"])


@settings(max_examples=200, deadline=None)
@given(payloads(VALUES), payloads(VALUES))
def test_configurations_have_one_fingerprint_when_they_are_one_json(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    first, second = split("webrtc", one)[0], split("webrtc", other)[0]
    same = spelled(first) == spelled(second)
    assert (fingerprint("webrtc", first) == fingerprint("webrtc", second)) is same
    again = json.loads(json.dumps(first))
    assert fingerprint("webrtc", again) == fingerprint("webrtc", first)
    assert fingerprint("websocket", first) != fingerprint("webrtc", first)


@settings(max_examples=200, deadline=None)
@given(payloads(VALUES))
def test_nothing_is_lost_and_nothing_is_in_both_parts(payload: dict[str, Any]) -> None:
    configuration, session = split("webrtc", payload)

    def joined(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
        both = one.keys() & other.keys()
        assert all(isinstance(one[key], dict) and isinstance(other[key], dict) for key in both)
        return {**one, **other, **{key: joined(one[key], other[key]) for key in both}}

    def without_empty(members: dict[str, Any], fields: dict[str, Any]) -> dict[str, Any]:
        found = {}
        for key, value in members.items():
            if isinstance(fields[key], dict):
                inner = without_empty(value, fields[key])
                if inner:
                    found[key] = inner
            else:
                found[key] = value
        return found

    whole = joined(configuration, session)
    assert spelled(whole) == spelled(without_empty(payload, FIELDS["webrtc"]))


@settings(max_examples=200, deadline=None)
@given(payloads(ODD) | ODD)
def test_whatever_the_payload_is_it_is_handed_on_where_nothing_is_known(payload: object) -> None:
    routing_runtime._table = {"default": {}}
    for channel, path in PER_SESSION_PATHS.items():
        found, body = route(channel, payload)
        assert found == path
        assert body is payload
