"""Sessions: tokens, states, the log with its filters, and limits on opening."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sandbox.conftest import Api, FakeClock, StartSandbox

PER_SESSION = {"companionId": "comp_support", "providerConfig": {"voiceId": "alloy"}}


def token(answer: httpx.Response) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(base64.b64decode(answer.json()["token"]))
    return decoded


def states(api: Api, session_id: str) -> tuple[str, str | None]:
    session = api.http.get(f"/public/sessions/{session_id}").json()
    return session["status"], session["closeReason"]


def test_a_websocket_token_carries_the_address_and_the_older_name(
    start: StartSandbox, clock: FakeClock
) -> None:
    api = start(token_seconds=60)
    answer = api.http.post("/public/ws-connections", json=PER_SESSION)
    decoded = token(answer)
    assert decoded["url"].startswith(api.server.base_url.replace("http:", "ws:"))
    assert decoded["url"].endswith(f"?token={decoded['token']}")
    assert decoded["authToken"] == decoded["token"]
    assert decoded["connection"]["id"] == answer.json()["connection"]["id"]
    assert decoded["expiresAt"] == int(clock.now) + 60


def test_a_webrtc_token_carries_the_signalling_endpoint(api: Api) -> None:
    path = f"/public/agents/{api.agent()}/connections"
    answer = api.http.post(path, json={"channelType": "webrtc"})
    decoded = token(answer)
    assert "url" not in decoded
    assert decoded["connection"] == {
        "id": answer.json()["connection"]["id"],
        "signalingEndpoint": api.server.base_url,
    }


def test_deleting_the_connection_closes_the_session_once(api: Api) -> None:
    session_id = api.open_through(api.agent())
    assert states(api, session_id) == ("pending", None)
    assert api.http.delete(f"/public/connections/{session_id}").is_success
    assert states(api, session_id) == ("closed", "connection_aborted")
    assert api.http.delete(f"/public/connections/{session_id}").status_code == 400


def test_a_token_that_nobody_uses_closes_its_session(start: StartSandbox, clock: FakeClock) -> None:
    api = start(token_seconds=60)
    session_id = api.open_per_session()
    clock.advance(59)
    assert states(api, session_id)[0] == "pending"
    clock.advance(30)
    assert states(api, session_id) == ("closed", "connection_timeout")
    session = api.http.get(f"/public/sessions/{session_id}").json()
    assert session["closedAt"] == session["createdAt"] + 60
    assert session["cost"] == 0


def test_a_started_session_goes_idle_unless_told_not_to(
    start: StartSandbox, clock: FakeClock
) -> None:
    api = start()
    sessions = [api.open_per_session(), api.open_per_session(disableIdleTimeout=True)]
    for session_id in sessions:
        assert api.http.post(f"/sandbox/sessions/{session_id}/start").is_success
    clock.advance(179)
    assert [states(api, session_id)[0] for session_id in sessions] == ["started", "started"]
    clock.advance(1)
    assert [states(api, session_id) for session_id in sessions] == [
        ("closed", "idle_timeout"),
        ("started", None),
    ]
    assert api.http.post(f"/sandbox/sessions/{sessions[0]}/start").status_code == 400


def test_only_a_closed_session_can_be_erased(api: Api) -> None:
    session_id = api.open_per_session()
    refused = api.http.delete(f"/public/sessions/{session_id}")
    assert (refused.status_code, refused.json()["code"]) == (400, "SessionNotClosed")
    api.http.delete(f"/public/connections/{session_id}")
    assert api.http.delete(f"/public/sessions/{session_id}").status_code == 200
    assert api.http.get(f"/public/sessions/{session_id}").status_code == 404


def test_a_session_is_shown_with_transcript_tools_and_agent(api: Api) -> None:
    agent_id = api.agent(functions=["fn_refund"], faqCollections=["faq_menu"])
    session = api.http.get(f"/public/sessions/{api.open_through(agent_id)}").json()
    assert session["agent"] == {"id": agent_id, "name": "Support"}
    assert session["companion"]["firstName"] == "Robin"
    assert (session["functions"], session["faqIds"]) == (["fn_refund"], ["faq_menu"])
    assert session["functionStates"] == [{"id": "fn_refund", "state": "connected"}]
    assert {item["role"] for item in session["conversation"]["items"]} == {"agent", "user"}
    assert session["cost"] is None
    old = api.http.get(f"/public/sessions/{api.open_per_session()}").json()
    assert old["agent"] is None


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, ["text", "sales", "plain"]),
        ({"companionId": "comp_sales"}, ["sales"]),
        ({"externalClientId": "user_1"}, ["sales"]),
        ({"sessionType": "websocket"}, ["text"]),
        ({"search": "USER_"}, ["sales"]),
        ({"search": "eu-west"}, ["text"]),
        ({"tags": "region:eu-west"}, ["text"]),
        ({"tags": ["team:a", "region:eu-west"]}, ["text"]),
        ({"tags": '{"team": "a"}'}, ["text", "sales"]),
        ({"tags[team]": "a"}, ["text", "sales"]),
        ({"tags": "team:b"}, []),
        ({"tags": "team:a", "companionId": "comp_sales"}, ["sales"]),
        ({"pageSize": "1", "pageIndex": "1"}, ["sales"]),
    ],
)
def test_the_log_can_be_narrowed(api: Api, query: dict[str, str], expected: list[str]) -> None:
    names = {
        api.open_per_session(): "plain",
        api.open_per_session(
            companionId="comp_sales", externalClientId="user_1", tags={"team": "a"}
        ): "sales",
        api.open_per_session(
            "/public/ws-connections", tags={"team": "a", "region": "eu-west"}
        ): "text",
    }
    page = api.http.get("/public/sessions", params=query).json()
    assert [names[item["id"]] for item in page["items"]] == expected
    assert page["totalCount"] == 3


@pytest.mark.parametrize("tags", ["team", "{team}"])
def test_tags_that_cannot_be_read_are_refused(api: Api, tags: str) -> None:
    assert api.http.get("/public/sessions", params={"tags": tags}).status_code == 400


def test_opening_keeps_a_pace_over_all_endpoints(start: StartSandbox, clock: FakeClock) -> None:
    api = start(pace_seconds=5.0)
    agent_id = api.agent()
    api.open_per_session()
    refused = api.http.post(f"/public/agents/{agent_id}/connections", json={})
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "5")
    assert refused.json()["code"] == "RequestRateLimitExceeded"
    assert refused.json()["type"] == refused.json()["numericType"] == 12
    clock.advance(3.5)
    assert api.http.post("/public/ws-connections").headers["Retry-After"] == "2"
    with api.with_key(api.server.staging_key) as staging:
        assert staging.post("/public/connections", json=PER_SESSION).is_success
    clock.advance(1.5)
    api.open_through(agent_id)


def test_limits_of_one_organization_leave_another_alone(
    start: StartSandbox, tmp_path: Path
) -> None:
    catalogue = tmp_path / "catalogue.toml"
    catalogue.write_text(
        """
        keys = [
            { key = "one", project = "p", organization = "first" },
            { key = "two", project = "q", organization = "second" },
        ]
        companions = [{ id = "comp_support" }]
        """
    )
    api = start(catalogue=catalogue, concurrency_limit=1, agent_cap=1)
    agent = {"companionId": "comp_support", "name": "A", "voiceId": "x", "providerSettings": {}}
    with api.with_key("two") as other:
        for client in (api.http, other):
            assert client.post("/public/connections", json=PER_SESSION).status_code == 200
            assert client.post("/public/agents", json=agent).status_code == 200
            assert client.post("/public/connections", json=PER_SESSION).status_code == 409
            assert client.post("/public/agents", json=agent).status_code == 409


def test_open_sessions_are_limited_by_organization_and_transport(
    start: StartSandbox, clock: FakeClock
) -> None:
    api = start(concurrency_limit=2, token_seconds=60)
    first = api.open_per_session()
    with api.with_key(api.server.staging_key) as staging:
        assert staging.post("/public/connections", json=PER_SESSION).is_success
    refused = api.http.post("/public/connections", json=PER_SESSION)
    assert refused.status_code == 409
    assert refused.json()["code"] == "ConcurrentSessionLimitReached"
    assert refused.json()["type"] == 3
    assert "2 concurrent 'webrtc'" in refused.json()["description"]
    assert "Retry-After" not in refused.headers
    api.open_per_session("/public/ws-connections")
    api.http.delete(f"/public/connections/{first}")
    api.open_per_session()
    clock.advance(60)
    api.open_per_session()
