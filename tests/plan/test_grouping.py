"""The fewest agents that keep every session the same, and what they are called."""

from __future__ import annotations

from dataclasses import replace

from migrator.model.agents import AgentDefinition
from migrator.plan.grouping import AgentGroup, group
from tests.plan.calls import PACK, call, decisions

SITE = "app.py::open_session#1"


def groups(
    files: dict[str, str], existing: list[AgentDefinition] | None = None
) -> list[AgentGroup]:
    return group(decisions(files), existing or [], PACK, files)


def named(text: str, function: str) -> str:
    return text.replace("open_session", function)


def test_equal_calls_share_an_agent_whatever_the_order_of_their_keys() -> None:
    one = call({"language": '"en"', "functions": '["fn_a"]'})
    other = call({"functions": '["fn_a"]', "language": '"English"'})
    (agent,) = groups({"a.py": one, "b.py": other})
    assert agent.definition.call_sites == ("a.py::open_session#1", "b.py::open_session#1")


def test_session_fields_make_no_difference() -> None:
    assert len(groups({"a.py": call({"tags": '{"a": "b"}'}), "b.py": call({})})) == 1


def test_calls_of_two_channels_share_an_agent() -> None:
    video = call({"providerConfig.useGreenVideo": "True"})
    (agent,) = groups({"a.py": video, "b.py": call({}, "websocket")})
    assert agent.definition.channels == {"webrtc": {"useGreenVideo": True}, "websocket": {}}


def test_one_agent_has_one_config_a_channel() -> None:
    video = call({"providerConfig.useGreenVideo": "True"})
    assert len(groups({"a.py": video, "b.py": call({})})) == 2


def test_one_differing_field_needs_another_agent() -> None:
    assert len(groups({"a.py": call({"mode": '"conversation"'}), "b.py": call({})})) == 2


def test_a_whole_number_and_a_decimal_one_differ() -> None:
    name = "providerConfig.settings.temperature"
    assert len(groups({"a.py": call({name: "1"}), "b.py": call({name: "1.0"})})) == 2


def test_a_definition_with_the_same_configuration_is_taken() -> None:
    (agent,) = groups({"app.py": call({})})
    kept = replace(agent.definition, key="mine", name="My own name", call_sites=())
    (again,) = groups({"app.py": call({})}, [kept])
    assert (again.definition.key, again.definition.name) == ("mine", "My own name")
    assert again.definition.call_sites == (SITE,)


def test_a_definition_that_people_changed_is_not_taken_and_its_key_not_reused() -> None:
    (agent,) = groups({"app.py": call({})})
    changed = replace(agent.definition, body={**agent.definition.body, "voiceId": "sage"})
    (other,) = groups({"app.py": call({})}, [changed])
    assert other.definition.key != changed.key


def test_names_come_from_the_code() -> None:
    (agent,) = groups({"desk.py": named(call({}), "open_returns_session")})
    assert (agent.definition.key, agent.definition.name, agent.reference) == (
        "returns", "Returns", "RETURNS_AGENT_ID",
    )  # fmt: skip


def test_names_that_say_nothing_give_way_to_the_files() -> None:
    (agent,) = groups({"concierge.py": call({})})
    assert agent.definition.key == "concierge"


def test_names_are_unique_and_free_in_the_files() -> None:
    first = named(call({}), "open_returns_session")
    second = named(call({"language": '"en"'}), "returns_call")
    found = groups({"a.py": f"RETURNS_AGENT_ID = 1\n{first}", "b.py": second})
    keys = [agent.definition.key for agent in found]
    assert len(set(keys)) == 2
    assert found[0].reference != "RETURNS_AGENT_ID"


def test_a_name_does_not_depend_on_calls_that_stay() -> None:
    left = named(call({"language": "value"}), "open_returns_session")
    right = named(call({}), "open_sales_session")
    alone, beside = groups({"b.py": right}), groups({"a.py": left, "b.py": right})
    assert [a.definition.key for a in alone] == [a.definition.key for a in beside]
