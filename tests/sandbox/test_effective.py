"""The configuration a session runs with: section 3 of the reference, member by member."""

from __future__ import annotations

from typing import Any

import pytest

from migrator.sandbox.comparison import differences
from migrator.sandbox.effective import Surroundings, agent_configuration, per_session_configuration
from tests.sandbox.conftest import Api, StartSandbox

SUPPORT_PROMPT = "You are Robin, a patient support agent."
BARE_WEBRTC: dict[str, object] = {
    "project": "project_default",
    "channel": "webrtc",
    "companionId": "comp_support",
    "voiceId": "alloy",
    "language": None,
    "functions": [],
    "faqCollections": [],
    "knowledgeBaseId": None,
    "instructions": SUPPORT_PROMPT,
    "temperature": None,
    "turnDetection": None,
    "noiseReduction": None,
    "useGreenVideo": False,
    "videoPolicy": "required",
    "initialSpeech": None,
    "modality": None,
    "mode": "conversation",
    "mcp": None,
    "disableIdleTimeout": False,
    "useWebSearch": True,
    "externalClientId": None,
    "externalClientProfile": None,
    "tags": {},
}
ON_WEBSOCKET = {
    "channel": "websocket",
    "useGreenVideo": None,
    "videoPolicy": None,
    "modality": "audio",
}

# One row a field: what the per-session body sends, how agent, channel and session say the same,
# and what the session then runs with.
Row = tuple[str, Any, Any, Any, Any, Any]
SAME_BOTH_WAYS: dict[str, Row] = {
    "voice": (
        "webrtc",
        {"providerConfig": {"voiceId": "verse"}},
        {"voiceId": "verse"},
        {},
        {},
        {"voiceId": "verse"},
    ),
    "language by name and by code": (
        "webrtc",
        {"language": "English"},
        {"language": "en"},
        {},
        {},
        {"language": "english"},
    ),
    "functions keep their order": (
        "webrtc",
        {"functions": ["fn_refund", "fn_order_status"]},
        {"functions": ["fn_refund", "fn_order_status"]},
        {},
        {},
        {"functions": ["fn_refund", "fn_order_status"]},
    ),
    "functions from the channel stand in for the agent's": (
        "webrtc",
        {"functions": ["fn_refund"]},
        {"functions": ["fn_order_status"]},
        {"functions": ["fn_refund"]},
        {},
        {"functions": ["fn_refund"]},
    ),
    "no functions on one channel": (
        "webrtc",
        {},
        {"functions": ["fn_order_status"]},
        {"functions": []},
        {},
        {"functions": []},
    ),
    "FAQ": (
        "webrtc",
        {"faqCollections": ["faq_menu"]},
        {"faqCollections": ["faq_billing"]},
        {"faqCollections": ["faq_menu"]},
        {},
        {"faqCollections": ["faq_menu"]},
    ),
    "knowledge": (
        "websocket",
        {"knowledgeBaseId": "kb_menu"},
        {"knowledgeBaseId": "kb_products"},
        {"knowledgeBaseId": "kb_menu"},
        {},
        {"knowledgeBaseId": "kb_menu"},
    ),
    "provider settings": (
        "webrtc",
        {
            "providerConfig": {
                "voiceId": "alloy",
                "settings": {
                    "instructions": "Be brief.",
                    "temperature": 1,
                    "turnDetection": {"threshold": 0.5, "prefix_padding_ms": 300},
                    "noiseReduction": {"type": "nearField"},
                },
            }
        },
        {
            "providerSettings": {
                "instructions": "Be brief.",
                "temperature": 1.0,
                "turnDetection": {"prefix_padding_ms": 300, "threshold": 0.5},
                "noiseReduction": {"type": "nearField"},
            }
        },
        {},
        {},
        {
            "instructions": "Be brief.",
            "temperature": 1.0,
            "turnDetection": {"threshold": 0.5, "prefix_padding_ms": 300},
            "noiseReduction": {"type": "nearField"},
        },
    ),
    "provider settings of a channel stand in one by one": (
        "websocket",
        {
            "providerConfig": {
                "voiceId": "alloy",
                "settings": {"instructions": "Agent.", "temperature": 0.2},
            }
        },
        {"providerSettings": {"instructions": "Agent.", "temperature": 0.9}},
        {"providerSettings": {"temperature": 0.2}},
        {},
        {"instructions": "Agent.", "temperature": 0.2},
    ),
    "empty turn detection asks for the provider's defaults": (
        "webrtc",
        {"providerConfig": {"voiceId": "alloy", "settings": {"turnDetection": {}}}},
        {"providerSettings": {"turnDetection": {}}},
        {},
        {},
        {"turnDetection": {}},
    ),
    "green screen": (
        "webrtc",
        {"providerConfig": {"voiceId": "alloy", "useGreenVideo": True}},
        {},
        {"useGreenVideo": True},
        {},
        {"useGreenVideo": True},
    ),
    "video policy": (
        "webrtc",
        {"videoPolicy": "deferred"},
        {},
        {"videoPolicy": "deferred"},
        {},
        {"videoPolicy": "deferred"},
    ),
    "opening of the session over that of the channel": (
        "webrtc",
        {"initialSpeech": "Greet by name."},
        {},
        {"initialSpeech": "Greet."},
        {"initialSpeech": "Greet by name."},
        {"initialSpeech": "Greet by name."},
    ),
    "opening of the channel": (
        "websocket",
        {"initialSpeech": "Greet."},
        {},
        {"initialSpeech": "Greet."},
        {},
        {"initialSpeech": "Greet."},
    ),
    "text session": (
        "websocket",
        {"modality": "text"},
        {},
        {},
        {"modality": "text"},
        {"modality": "text"},
    ),
    "mode": (
        "webrtc",
        {"mode": "puppeteer"},
        {"mode": "puppeteer"},
        {},
        {},
        {"mode": "puppeteer"},
    ),
    "idle timeout": (
        "webrtc",
        {"disableIdleTimeout": True},
        {"disableIdleTimeout": True},
        {},
        {},
        {"disableIdleTimeout": True},
    ),
    "web search": (
        "webrtc",
        {"useWebSearch": False},
        {"useWebSearch": False},
        {"useWebSearch": True},
        {},
        {"useWebSearch": False},
    ),
    "client and profile": (
        "webrtc",
        {"externalClientId": "user_1", "externalClientProfile": {"plan": "pro", "note": None}},
        {},
        {},
        {"externalClientId": "user_1", "externalClientProfile": {"plan": "pro", "note": None}},
        {"externalClientId": "user_1", "externalClientProfile": {"plan": "pro", "note": None}},
    ),
    "tags of the session over those of the agent": (
        "webrtc",
        {"tags": {"team": "a", "env": "prod"}},
        {"tags": {"team": "a", "env": "test"}},
        {},
        {"tags": {"env": "prod"}},
        {"tags": {"team": "a", "env": "prod"}},
    ),
    "MCP of a channel stands in whole": (
        "webrtc",
        {"mcp": {"servers": ["crm"]}},
        {"mcp": {"servers": ["calendar"], "connectors": ["mail"]}},
        {"mcp": {"servers": ["crm"]}},
        {"mcp": {"servers": ["calendar"]}},
        {"mcp": {"servers": ["crm"], "connectors": [], "authorizations": []}},
    ),
    "null counts as absent": (
        "webrtc",
        {"language": None, "tags": None, "providerConfig": {"voiceId": "alloy", "settings": None}},
        {"language": None, "tags": None},
        {"functions": None},
        {"externalClientId": None},
        {},
    ),
}


@pytest.mark.parametrize("row", SAME_BOTH_WAYS.values(), ids=SAME_BOTH_WAYS)
def test_a_field_has_one_effect_whichever_way_it_is_sent(api: Api, row: Row) -> None:
    channel, per_session, agent, config, session, expected = row
    path = "/public/connections" if channel == "webrtc" else "/public/ws-connections"
    old = api.open_per_session(path, **per_session)
    agent_id = api.agent(**agent)
    if config:
        api.http.put(f"/public/agents/{agent_id}/channels/{channel}", json=config)
    new = api.open_through(agent_id, channel, **session)

    bare = BARE_WEBRTC if channel == "webrtc" else {**BARE_WEBRTC, **ON_WEBSOCKET}
    assert api.effective(old) == {**bare, **expected}
    assert api.effective(new) == {**bare, **expected}


def test_empty_turn_detection_differs_from_none(api: Api) -> None:
    provider = {"voiceId": "alloy", "settings": {"turnDetection": {}}}
    api.open_per_session(providerConfig=provider)
    api.open_per_session()
    first, second = api.server.effective_sessions()
    assert differences([first], [second]) == ["session 1: turnDetection was {}, is absent"]


def test_another_channels_config_has_no_effect(api: Api) -> None:
    agent_id = api.agent()
    api.http.put(f"/public/agents/{agent_id}/channels/websocket", json={"functions": ["fn_refund"]})
    assert api.effective(api.open_through(agent_id, "webrtc")) == BARE_WEBRTC


def test_what_an_agent_connection_does_not_know_is_dropped_silently(api: Api) -> None:
    session_id = api.open_through(
        api.agent(), language="de", functions=["fn_refund"], mcp={"servers": ["crm"]}
    )
    shown = api.http.get(f"/sandbox/sessions/{session_id}").json()
    assert shown["effective"] == BARE_WEBRTC
    assert shown["ignored"] == ["functions", "language", "mcp.servers"]


def test_what_a_per_session_body_should_not_have_is_named(api: Api) -> None:
    webrtc = api.open_per_session(
        colour="red",
        modality="text",
        providerConfig={"voiceId": "alloy", "speed": 2, "settings": {"topP": 1}},
    )
    websocket = api.open_per_session("/public/ws-connections", videoPolicy="deferred")
    assert api.effective(webrtc) == BARE_WEBRTC
    assert [item["ignored"] for item in api.server.effective_sessions()] == [
        ["colour", "modality", "providerConfig.settings.topP", "providerConfig.speed"],
        ["videoPolicy"],
    ]
    assert api.effective(websocket)["videoPolicy"] is None


def test_the_memory_key_is_companion_and_client(api: Api) -> None:
    api.open_per_session(externalClientId="user_1")
    api.open_through(api.agent(companionId="comp_sales"), externalClientId="user_1")
    api.open_per_session()
    keys = [session["memoryKey"] for session in api.server.effective_sessions()]
    assert keys == ["comp_support:user_1", "comp_sales:user_1", None]


def test_the_version_header_is_kept_as_received(api: Api) -> None:
    body = {"channelType": "webrtc"}
    headers = {"X-API-Version": "2026-05-01"}
    api.http.post(f"/public/agents/{api.agent()}/connections", json=body, headers=headers)
    assert api.server.effective_sessions()[0]["apiVersion"] == "2026-05-01"


def test_a_users_mcp_token_is_compared_but_not_kept(api: Api) -> None:
    mcp = {"servers": ["crm"], "authorizations": [{"mcpServerId": "crm", "token": "s3cret"}]}
    api.open_per_session(mcp=mcp)
    api.open_through(
        api.agent(mcp={"servers": ["crm"]}), mcp={"authorizations": mcp["authorizations"]}
    )
    first, second = api.server.effective_sessions()
    assert first["effective"] == second["effective"]
    assert "s3cret" not in str(first)


def test_the_undocumented_web_search_default_is_a_setting(start: StartSandbox) -> None:
    api = start(per_session_web_search=False)
    assert api.effective(api.open_per_session())["useWebSearch"] is False
    assert api.effective(api.open_through(api.agent()))["useWebSearch"] is True


def test_a_channels_provider_settings_may_stand_in_whole(start: StartSandbox) -> None:
    api = start(provider_settings_override="whole")
    agent_id = api.agent(providerSettings={"instructions": "Agent.", "temperature": 0.9})
    config = {"providerSettings": {"temperature": 0.2}}
    api.http.put(f"/public/agents/{agent_id}/channels/webrtc", json=config)
    effective = api.effective(api.open_through(agent_id))
    assert (effective["instructions"], effective["temperature"]) == (SUPPORT_PROMPT, 0.2)


def test_a_digital_twin_brings_its_own_voice() -> None:
    around = Surroundings("p", "webrtc", {"voiceId": "twin"})
    body = {"companionId": "comp_twin"}
    assert per_session_configuration(dict(body), around)["voiceId"] == "twin"
    assert agent_configuration(dict(body), {}, {}, around)["voiceId"] == "twin"


@pytest.mark.parametrize(
    ("one", "other"),
    [("English", "en"), ("ENGLISH", "English"), ("zh", "Mandarin"), ("Norwegian Bokmål", "nb")],
)
def test_languages_compare_by_what_they_mean(api: Api, one: str, other: str) -> None:
    first, second = api.open_per_session(language=one), api.open_per_session(language=other)
    assert api.effective(first)["language"] == api.effective(second)["language"]


def test_a_region_is_not_its_language(api: Api) -> None:
    first, second = api.open_per_session(language="en-US"), api.open_per_session(language="en")
    assert api.effective(first)["language"] != api.effective(second)["language"]
