"""Every refusal, in the body shapes of both profiles."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.sandbox.conftest import Api, StartSandbox

AGENT = {
    "companionId": "comp_support",
    "name": "Support",
    "voiceId": "alloy",
    "providerSettings": {},
}
PER_SESSION = {"companionId": "comp_support", "providerConfig": {"voiceId": "alloy"}}


def without(body: dict[str, Any], member: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != member}


def codes(answer: httpx.Response) -> list[str]:
    """The codes or members that an answer of any shape names."""
    body = answer.json()
    if isinstance(body, list):
        return [item["code"] for item in body]
    return list(body["errors"]) if "errors" in body else [body.get("code", body.get("title"))]


@pytest.mark.parametrize(
    ("path", "body", "named"),
    [
        ("/public/connections", without(PER_SESSION, "companionId"), "CompanionId"),
        ("/public/connections", {**PER_SESSION, "companionId": None}, "CompanionId"),
        ("/public/agents", without(AGENT, "companionId"), "CompanionId"),
        ("/public/agents", without(AGENT, "providerSettings"), "ProviderSettings"),
        ("/public/agents/{agent}/connections", {}, "ChannelType"),
    ],
)
def test_a_missing_required_member_is_a_problem_document(
    api: Api, path: str, body: dict[str, Any], named: str
) -> None:
    answer = api.http.post(path.format(agent=api.agent()), json=body)
    assert answer.status_code == 400
    assert answer.json()["status"] == 400
    assert list(answer.json()["errors"]) == [named]


@pytest.mark.parametrize(
    ("path", "body", "named"),
    [
        ("/public/agents", without(AGENT, "name"), "name"),
        ("/public/agents", {**AGENT, "name": ""}, "name"),
        ("/public/agents", without(AGENT, "voiceId"), "voiceId"),
        ("/public/agents", {**AGENT, "language": "English"}, "language"),
        ("/public/agents", {**AGENT, "language": "en-US"}, "language"),
        ("/public/agents", {**AGENT, "faqCollections": ["faq_menu", "faq_billing"]}, "faqC"),
        ("/public/agents", {**AGENT, "tags": {"k" * 65: "v"}}, "tags"),
        ("/public/agents", {**AGENT, "tags": {"k": "v" * 513}}, "tags"),
        ("/public/agents", {**AGENT, "providerSettings": {"temperature": "hot"}}, "temperature"),
        ("/public/agents", {**AGENT, "functions": "fn_refund"}, "functions"),
        ("/public/agents", {**AGENT, "disableIdleTimeout": "yes"}, "disableIdleTimeout"),
        (
            "/public/agents",
            {**AGENT, "providerSettings": {"noiseReduction": {"type": "far"}}},
            "noiseReduction",
        ),
        ("/public/connections", {**PER_SESSION, "externalClientId": "a b"}, "externalClientId"),
        ("/public/connections", {**PER_SESSION, "externalClientId": "x" * 33}, "externalClientId"),
        ("/public/connections", {**PER_SESSION, "externalClientId": ""}, "externalClientId"),
        ("/public/connections", {**PER_SESSION, "tags": {"n": 1}}, "tags"),
        ("/public/connections", {**PER_SESSION, "functions": ["fn_gone"]}, "functions"),
        ("/public/connections", {**PER_SESSION, "faqCollections": ["faq_gone"]}, "faqCollections"),
        ("/public/connections", without(PER_SESSION, "providerConfig"), "voiceId"),
        ("/public/ws-connections", without(PER_SESSION, "providerConfig"), "voiceId"),
        ("/public/agents/{agent}/connections", {"channelType": "sip"}, "channelType"),
        (
            "/public/agents/{agent}/connections",
            {"channelType": "webrtc", "modality": "text"},
            "modality",
        ),
        (
            "/public/agents/{agent}/connections",
            {"channelType": "webrtc", "externalClientId": "ü"},
            "externalClientId",
        ),
    ],
)
def test_a_refused_value_is_an_array_of_validation_errors(
    api: Api, path: str, body: dict[str, Any], named: str
) -> None:
    answer = api.http.post(path.format(agent=api.agent()), json=body)
    assert answer.status_code == 400
    (error,) = answer.json()
    assert named in error["code"]
    assert (error["type"], error["numericType"]) == ("validation", 2)
    assert api.server.effective_sessions() == []


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "code"),
    [
        ("POST", "/public/connections", {**PER_SESSION, "companionId": "no"}, 404, "Companion"),
        ("POST", "/public/agents", {**AGENT, "companionId": "no"}, 404, "CompanionNotFound"),
        ("GET", "/public/agents/no", None, 404, "AgentNotFound"),
        ("PATCH", "/public/agents/no", {}, 404, "AgentNotFound"),
        ("DELETE", "/public/agents/no", None, 404, "AgentNotFound"),
        ("POST", "/public/agents/no/connections", {}, 404, "AgentNotFound"),
        ("GET", "/public/agents/{agent}/channels/webrtc", None, 404, "ChannelConfiguration"),
        ("DELETE", "/public/agents/{agent}/channels/webrtc", None, 404, "ChannelConfiguration"),
        ("GET", "/public/sessions/no", None, 404, "SessionNotFound"),
        ("DELETE", "/public/sessions/no", None, 404, "SessionNotFound"),
        ("DELETE", "/public/connections/no", None, 400, "ConnectionNotFound"),
        ("GET", "/public/companions/no", None, 404, "CompanionNotFound"),
        ("GET", "/public/functions/no", None, 404, "FunctionNotFound"),
        ("GET", "/public/faqs/no", None, 404, "FaqNotFound"),
        ("GET", "/public/knowledge-bases/no", None, 404, "KnowledgeBaseNotFound"),
        ("GET", "/public/mcp-servers/no", None, 404, "McpServerNotFound"),
        ("POST", "/public/mcp-servers", {"id": "crm"}, 409, "McpServerAlreadyExists"),
        ("POST", "/public/agents", {**AGENT, "mcp": {"servers": ["no"]}}, 400, "McpServerNotFound"),
        (
            "POST",
            "/public/connections",
            {**PER_SESSION, "mcp": {"servers": [{"id": "no"}]}},
            400,
            "McpServerNotFound",
        ),
        (
            "POST",
            "/public/functions",
            {"id": "fn_refund", "data": {"name": "refund"}},
            409,
            "FunctionAlreadyExists",
        ),
        (
            "POST",
            "/public/faqs",
            {"name": "Long", "items": [{"question": "q", "answer": "a"}] * 51},
            400,
            "FaqLimitExceeded",
        ),
    ],
)
def test_a_refusal_with_a_code_is_one_object(
    api: Api, method: str, path: str, body: object, status: int, code: str
) -> None:
    answer = api.http.request(method, path.format(agent=api.agent()), json=body)
    assert answer.status_code == status
    assert set(answer.json()) == {"code", "description", "type", "numericType"}
    assert answer.json()["code"].startswith(code)


@pytest.mark.parametrize(
    "headers", [{}, {"X-Api-Key": "wrong"}, {"Authorization": "Bearer sandbox-key"}]
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/public/agents"), ("POST", "/public/connections"), ("GET", "/public/sessions/x")],
)
def test_only_the_key_header_opens(
    api: Api, headers: dict[str, str], method: str, path: str
) -> None:
    answer = httpx.request(method, api.server.base_url + path, headers=headers)
    assert answer.status_code == 401
    assert (answer.json()["title"], answer.json()["status"]) == ("Unauthorized", 401)


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/public/nothing", 404), ("PUT", "/public/agents", 405)],
)
def test_an_unknown_path_or_method_is_a_problem_document(
    api: Api, method: str, path: str, status: int
) -> None:
    answer = api.http.request(method, path)
    assert (answer.status_code, answer.json()["status"]) == (status, status)


@pytest.mark.parametrize("text", ["{", "[1]", '"text"', ""])
def test_a_body_that_is_no_object_is_refused(api: Api, text: str) -> None:
    headers = {"Content-Type": "application/json"}
    assert api.http.post("/public/connections", content=text, headers=headers).status_code == 400


@pytest.mark.parametrize("value", ["NaN", "Infinity", '"\\ud800"'])
def test_what_json_has_no_room_for_leaves_no_trace(api: Api, value: str) -> None:
    body = json.dumps({**PER_SESSION, "externalClientProfile": {"n": "?"}}).replace('"?"', value)
    headers = {"Content-Type": "application/json"}
    answer = api.http.post("/public/connections", content=body, headers=headers)
    assert answer.status_code == 400
    assert api.http.get("/public/sessions").json()["totalCount"] == 0


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "code"),
    [
        ("POST", "/public/agents", without(AGENT, "companionId"), {}, "companionId"),
        ("POST", "/public/agents", without(AGENT, "voiceId"), {}, "voiceId"),
        ("GET", "/public/agents/no", None, {}, "AgentNotFound"),
        ("GET", "/public/nothing", None, {}, "NotFound"),
        ("GET", "/public/agents", None, {"X-Api-Key": "wrong"}, "Unauthorized"),
    ],
)
def test_the_docs_profile_knows_one_shape(
    start: StartSandbox, method: str, path: str, body: object, headers: dict[str, str], code: str
) -> None:
    answer = start(profile="docs").http.request(method, path, json=body, headers=headers)
    assert answer.is_error
    assert set(answer.json()) == {"code", "description", "type", "numericType"}
    assert answer.json()["code"] == code
