"""The configuration a session really runs with, merged by hand from the reference.

Channel config stands over agent, agent over companion (section 3.3); a per-session body stands
over the companion (2.1). Every member is always there; None means absent.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal, cast

from pydantic import JsonValue

from migrator.sandbox.bodies import JsonObject
from migrator.sandbox.languages import comparable_language

Channel = Literal["webrtc", "websocket"]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a session's configuration depends on beside the request."""

    project: str
    channel: Channel
    companion: JsonObject
    per_session_web_search: bool = True
    provider_settings_override: Literal["members", "whole"] = "members"


def per_session_configuration(body: JsonObject, around: Surroundings) -> JsonObject:
    """Merge a body of POST /public/connections or /public/ws-connections."""
    provider = _object(body.get("providerConfig"))
    return {
        "project": around.project,
        "channel": around.channel,
        "companionId": body["companionId"],
        "voiceId": provider.get("voiceId", around.companion.get("voiceId")),
        "language": _language(body.get("language")),
        "functions": body.get("functions", []),
        "faqCollections": body.get("faqCollections", []),
        "knowledgeBaseId": body.get("knowledgeBaseId"),
        **_model_settings(_object(provider.get("settings")), around.companion),
        "useGreenVideo": _on_webrtc(around, provider.get("useGreenVideo", False)),
        "videoPolicy": _on_webrtc(around, body.get("videoPolicy", "required")),
        "initialSpeech": body.get("initialSpeech"),
        "modality": _on_websocket(around, body.get("modality", "audio")),
        "mode": body.get("mode", "conversation"),
        "mcp": _mcp(_object(body.get("mcp")), _object(body.get("mcp"))),
        "disableIdleTimeout": body.get("disableIdleTimeout", False),
        "useWebSearch": body.get("useWebSearch", around.per_session_web_search),
        "externalClientId": body.get("externalClientId"),
        "externalClientProfile": body.get("externalClientProfile"),
        "tags": body.get("tags", {}),
    }


def agent_configuration(
    agent: JsonObject, config: JsonObject, body: JsonObject, around: Surroundings
) -> JsonObject:
    """Merge an agent, its config for the channel ({} when never set), and the connection body."""
    settings = _object(agent.get("providerSettings"))
    if "providerSettings" in config:
        override = _object(config["providerSettings"])
        whole = around.provider_settings_override == "whole"
        settings = override if whole else {**settings, **override}
    return {
        "project": around.project,
        "channel": around.channel,
        "companionId": agent["companionId"],
        "voiceId": agent.get("voiceId", around.companion.get("voiceId")),
        "language": _language(agent.get("language")),
        "functions": config.get("functions", agent.get("functions", [])),
        "faqCollections": config.get("faqCollections", agent.get("faqCollections", [])),
        "knowledgeBaseId": config.get("knowledgeBaseId", agent.get("knowledgeBaseId")),
        **_model_settings(settings, around.companion),
        "useGreenVideo": _on_webrtc(around, config.get("useGreenVideo", False)),
        "videoPolicy": _on_webrtc(around, config.get("videoPolicy", "required")),
        "initialSpeech": body.get("initialSpeech", config.get("initialSpeech")),
        "modality": _on_websocket(around, body.get("modality", "audio")),
        "mode": agent.get("mode", "conversation"),
        "mcp": _mcp(_object(config.get("mcp", agent.get("mcp"))), _object(body.get("mcp"))),
        "disableIdleTimeout": agent.get("disableIdleTimeout", False),
        "useWebSearch": agent.get("useWebSearch", True),
        "externalClientId": body.get("externalClientId"),
        "externalClientProfile": body.get("externalClientProfile"),
        "tags": {**_object(agent.get("tags")), **_object(body.get("tags"))},
    }


def memory_key(effective: JsonObject) -> str | None:
    """What a user's memory hangs on: companion and external client id; None is no memory."""
    client = effective["externalClientId"]
    return None if client is None else f"{effective['companionId']}:{client}"


def _model_settings(settings: JsonObject, companion: JsonObject) -> JsonObject:
    return {
        "instructions": settings.get("instructions", companion.get("prompt")),
        "temperature": settings.get("temperature"),
        "turnDetection": settings.get("turnDetection"),
        "noiseReduction": settings.get("noiseReduction"),
    }


def _mcp(attached: JsonObject, session: JsonObject) -> JsonValue:
    merged: JsonObject = {
        "servers": attached.get("servers", []),
        "connectors": attached.get("connectors", []),
        "authorizations": [
            {**_object(item), "token": _digest(str(_object(item)["token"]))}
            for item in cast("list[JsonValue]", session.get("authorizations", []))
        ],
    }
    return merged if any(merged.values()) else None


def _digest(token: str) -> str:
    return f"sha256:{hashlib.sha256(token.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _language(value: JsonValue) -> JsonValue:
    return comparable_language(value) if isinstance(value, str) else None


def _on_webrtc(around: Surroundings, value: JsonValue) -> JsonValue:
    return value if around.channel == "webrtc" else None


def _on_websocket(around: Surroundings, value: JsonValue) -> JsonValue:
    return value if around.channel == "websocket" else None


def _object(value: JsonValue) -> JsonObject:
    return value if isinstance(value, dict) else {}
