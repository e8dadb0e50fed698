"""Every row of the rule pack: where the field goes, and what keeps a call from migrating."""

from __future__ import annotations

import json

import pytest

from migrator.model.json_types import Json
from migrator.model.pack import FieldRule
from migrator.model.sites import Status
from tests.plan.calls import PACK, REQUIRED, call, codes, only

# A value of each row that the API takes, and what the agent holds of it when that is another.
VALUES: dict[str, Json] = {
    "companionId": "comp_b",
    "providerConfig.voiceId": "sage",
    "providerConfig.settings.instructions": "Be kind.",
    "providerConfig.settings.temperature": 0.7,
    "providerConfig.settings.turnDetection": {"threshold": 0.5, "silence_duration_ms": 300},
    "providerConfig.settings.noiseReduction": {"type": "nearField"},
    "providerConfig.useGreenVideo": True,
    "videoPolicy": "deferred",
    "language": "German",
    "functions": ["fn_a", "fn_b"],
    "faqCollections": ["faq_a"],
    "knowledgeBaseId": "kb_a",
    "disableIdleTimeout": True,
    "useWebSearch": False,
    "mode": "puppeteer",
    "mcp.servers": ["crm"],
    "mcp.connectors": ["mail"],
    "mcp.authorizations": [{"mcpServerId": "crm", "token": "t"}],
    "externalClientId": "user-1",
    "externalClientProfile": {"name": "Ada"},
    "tags": {"app": "web"},
    "initialSpeech": "Say hello.",
    "modality": "text",
}
ON_AGENT: dict[str, Json] = {"language": "de"}
OTHER_TYPE: dict[str, Json] = {
    "string": 5, "number": "5", "integer": "5", "boolean": "yes", "object": [], "array": {},
}  # fmt: skip
EMPTY: dict[str, Json] = {"object": {}, "array": [], "string": ""}

ROWS = pytest.mark.parametrize("rule", PACK.fields, ids=lambda rule: rule.source)
CONFIGURED = [rule for rule in PACK.fields if rule.scope != "session"]
AGENT_ROWS = pytest.mark.parametrize("rule", CONFIGURED, ids=lambda rule: rule.source)


def channel_of(rule: FieldRule) -> str:
    return rule.channels[0] if rule.channels else "webrtc"


def held(rule: FieldRule, value: str, **changes: str) -> tuple[object, Status, list[str]]:
    """What agent or channel hold of a field, its site's status and its findings."""
    decision = only(call({rule.source: value, **changes}, channel_of(rule)))
    part: object = decision.agent_body if rule.scope == "agent" else decision.channel_config
    for key in rule.target_path:
        part = part.get(key, "absent") if isinstance(part, dict) else "absent"
    return part, decision.status, codes(decision)


def test_every_row_has_a_value_here() -> None:
    assert {rule.source for rule in PACK.fields} == VALUES.keys()


@ROWS
def test_a_known_field_goes_where_its_row_says(rule: FieldRule) -> None:
    value = VALUES[rule.source]
    decision = only(call({rule.source: python(value)}, channel_of(rule)))
    assert decision.status is Status.MIGRATE, decision.findings
    top = rule.source_path[0]
    if rule.scope == "session":
        assert top in decision.keep
        assert decision.flat.get(rule.source) is not None
        assert rule.target_path[0] not in decision.agent_body
    else:
        found, _, _ = held(rule, python(value))
        assert found == ON_AGENT.get(rule.source, value)
        assert top in decision.drop


@AGENT_ROWS
def test_a_field_decided_per_request_keeps_the_call(rule: FieldRule) -> None:
    _, status, found = held(rule, "value")
    assert (status, "OM101" in found) == (Status.LEFT, True)


@AGENT_ROWS
def test_a_choice_between_values_is_one_between_agents(rule: FieldRule) -> None:
    one = python(VALUES[rule.source])
    choice = f"{one} if flag else {python(VALUES[rule.source], other=True)}"
    decision = only(call({rule.source: choice}, channel_of(rule)))
    assert decision.status is Status.MIGRATE
    first, second = decision.variants
    assert (first.agent_body, first.channel_config) != (second.agent_body, second.channel_config)


@ROWS
def test_a_session_field_may_vary_and_the_value_is_not_looked_at(rule: FieldRule) -> None:
    if rule.scope == "session":
        assert held(rule, "value")[1] is Status.MIGRATE


@AGENT_ROWS
def test_a_value_of_another_type_keeps_the_call(rule: FieldRule) -> None:
    _, status, found = held(rule, python(OTHER_TYPE[rule.type]))
    assert (status, "OM114" in found) == (Status.LEFT, True)


@AGENT_ROWS
def test_null_is_carried_and_not_taken_for_absent(rule: FieldRule) -> None:
    found, status, said = held(rule, "None")
    if rule.required:
        assert (status, "OM104" in said) == (Status.LEFT, True)
    else:
        assert (found, status) == (None, Status.MIGRATE)


@AGENT_ROWS
def test_an_empty_value_is_carried_and_not_taken_for_absent(rule: FieldRule) -> None:
    if rule.type in {"object", "array"}:
        assert held(rule, python(EMPTY[rule.type]))[0] == EMPTY[rule.type]


@AGENT_ROWS
def test_the_environment_leaves_a_hole(rule: FieldRule) -> None:
    found, status, said = held(rule, 'os.environ["FROM_ENV"]')
    if rule.type == "string":
        assert (found, status) == ({"$env": "FROM_ENV"}, Status.MIGRATE)
    else:
        assert (status, "OM114" in said) == (Status.LEFT, True)


@ROWS
def test_a_channel_without_a_place_for_the_field_keeps_the_call(rule: FieldRule) -> None:
    if rule.channels is None:
        return
    other = next(e.channel for e in PACK.endpoints if e.channel not in rule.channels)
    decision = only(call({rule.source: python(VALUES[rule.source])}, other))
    assert (decision.status, codes(decision)) == (Status.LEFT, ["OM113"])


@AGENT_ROWS
def test_a_required_field_must_be_sent(rule: FieldRule) -> None:
    if not rule.required:
        return
    text = call({})
    spelled = f'"{rule.source_path[-1]}": {REQUIRED[rule.source]}'
    decision = only(text.replace(f"{spelled}, ", "").replace(spelled, ""))
    assert (decision.status, codes(decision)) == (Status.LEFT, ["OM104"])


@pytest.mark.parametrize("field", ["volume", "providerConfig.pitch", "mcp.more"])
def test_an_unknown_field_keeps_the_call(field: str) -> None:
    decision = only(call({field: "1"}))
    assert (decision.status, codes(decision)) == (Status.LEFT, ["OM103"])
    assert field in decision.findings[0].message


def test_defaults_of_the_agent_are_not_written() -> None:
    decision = only(call({}))
    assert decision.agent_body == {
        "companionId": "comp_a",
        "voiceId": "marin",
        **PACK.target.always,
    }


def python(value: Json, *, other: bool = False) -> str:
    """A JSON value as Python source; with `other`, another value of the same type."""
    if other:
        value = not value if isinstance(value, bool) else value
        text = json.dumps(value)
        text = text.replace("0.", "1.") if text[0].isdigit() else text.replace('"', '"x', 1)
        value = "French" if value == "German" else json.loads(text)
    return repr(value)
