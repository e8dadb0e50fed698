"""Programs whose calls choose their agent at run time open the sessions that they always opened."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from tests.end_to_end.differential.choices import Choices
from tests.end_to_end.differential.composing import program_of
from tests.end_to_end.differential.routed import RoutingLaboratory, routing_laboratory
from tests.end_to_end.differential.routed_programs import CLIENTS, told_at_run_time
from tests.end_to_end.differential.traps import cases, plain_trap

KNOWN: list[dict[str, object]] = [
    {"companion": "comp_1", "voice": "alloy"},
    {"companion": "comp_1", "voice": "sage", "more": {"language": "fr"}},
    {"companion": "comp_2", "voice": "alloy", "more": {"functions": ["f1", "f2"]}},
    {"companion": "comp_1", "voice": "alloy", "more": {"tags": {"a": "b"}}},
    {"companion": "comp_3", "voice": "alloy", "more": {"disableIdleTimeout": True}},
]
# Each is nearly one that is known.
UNKNOWN: list[dict[str, object]] = [
    {"companion": "comp_2", "voice": "sage"},
    {"companion": "comp_1", "voice": "alloy", "more": {"language": None}},
    {"companion": "comp_2", "voice": "alloy", "more": {"functions": ["f2", "f1"]}},
    {"companion": "comp_2", "voice": "alloy", "more": {"functions": []}},
    {"companion": "comp_3", "voice": "alloy", "more": {"disableIdleTimeout": False}},
    {"companion": "comp_1", "voice": "alloy", "more": {"futureField": 1}},
    {"companion": "comp_1", "voice": "alloy", "more": {"providerConfig": {}}},
    {"companion": "comp_1", "voice": None},
    {"companion": ["comp_1"], "voice": "alloy"},
]
# Of the traps those that are routed, and each in its own way.
TRAPS = (
    "alias_at_module_level", "closure_over_payload", "dict_subclass", "failover_bodies",
    "generator_changes_between", "loop_changes_payload", "pydantic_serializer",
    "retry_loop", "side_effect_in_agent_field", "threads", "while_pops",
)  # fmt: skip
SOAKED = 400


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoutingLaboratory]:
    with routing_laboratory("live", tmp_path_factory.mktemp("routed")) as made:
        yield made


@pytest.mark.parametrize("client", CLIENTS)
def test_what_is_known_goes_to_agents_and_all_sessions_stay_the_same(
    client: str, lab: RoutingLaboratory
) -> None:
    program = told_at_run_time(client, [*KNOWN, *UNKNOWN, *KNOWN])
    result = lab.examine(program, seen={"CONFIGS": json.dumps(KNOWN)})
    assert not result.problems, result.explained()
    assert result.moved >= 2 * len(KNOWN), result.explained()
    assert client == "helper" or result.moved == 2 * len(KNOWN), result.explained()


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_opens_the_same_sessions_when_it_is_routed(
    name: str, lab: RoutingLaboratory
) -> None:
    result = lab.examine(plain_trap(name), thorough=False)
    assert not result.problems, result.explained()


@pytest.mark.soak
@pytest.mark.parametrize("name", sorted(cases()))
def test_every_trap_opens_the_same_sessions_when_it_is_routed(
    name: str, lab: RoutingLaboratory
) -> None:
    result = lab.examine(plain_trap(name))
    assert not result.problems, result.explained()


@pytest.mark.soak
def test_generated_programs_open_the_same_sessions_when_they_are_routed(
    lab: RoutingLaboratory,
) -> None:
    for number in range(SOAKED):
        result = lab.examine(program_of(Choices(number)))
        assert not result.problems, result.explained()
