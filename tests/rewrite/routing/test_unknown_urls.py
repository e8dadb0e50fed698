"""Calls whose URL isn't known ask with it: only a per-session one leads to an agent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from migrator.rewrite import routing_runtime
from migrator.rewrite.routing_runtime import route_url
from tests.rewrite.routing.planned import PACKAGE, planned

HEAD = """\
import requests
from vendor import Plugin

from app.settings import KEY

HEADERS = {"X-Api-Key": KEY}


class Desk(Plugin):
    def renewed(self):
        self.url = "https://companion-api.napster.com/public/connections"
        return HEADERS

"""
PAYLOAD = '{"companionId": companion, "providerConfig": {"voiceId": "alloy"}}'
CALL = f"    def f(self, companion):\n        return requests.post(self.url, json={PAYLOAD}, headers=HEADERS)\n"
REFUSED = {
    "another key for each": (CALL.replace("=HEADERS", "=self.headers"), "API key can't be followed"),
    "what gives the URL does more": (CALL.replace("self.url,", "self.next(),"), "something else too"),
    "what runs before changes it": (
        CALL.replace("self.url, json", "headers=self.renewed(), url=self.url, json").replace(
            ", headers=HEADERS", ""
        ),
        "`self.renewed()` runs in the same statement",
    ),
    "the payload's making changes it": (
        CALL.replace("self.url, json", "json").replace(
            '{"companionId"', '{"tags": self.renewed(), "companionId"'
        ).replace(", headers=", ", url=self.url, headers="),
        "may change the URL",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED.values(), ids=list(REFUSED))
def test_a_call_stays_and_says_why(tmp_path: Path, case: tuple[str, str]) -> None:
    text, reason = case
    plan = planned(tmp_path, {**PACKAGE, "app/calls.py": HEAD + text})
    assert [site.status for site in plan.plan.call_sites] == ["left"], plan.texts
    assert not plan.texts
    told = {finding.code: finding.message for finding in plan.plan.findings}
    assert "OM111" in told
    assert reason in told.get("OM321", "")


def test_all_keys_being_of_one_project_it_is_routed(tmp_path: Path) -> None:
    text = HEAD + CALL.replace("=HEADERS", "=self.headers")
    plan = planned(tmp_path, {**PACKAGE, "app/calls.py": text}, {"one_project": True})
    assert [site.status for site in plan.plan.call_sites] == ["route"]
    assert "        url, body = route_url(self.url, {" in plan.texts["app/calls.py"]
    assert {"OM316", "OM320"} <= {finding.code for finding in plan.plan.findings}


def test_a_routed_call_is_routed_already(tmp_path: Path) -> None:
    plan = planned(tmp_path, {**PACKAGE, "app/calls.py": HEAD + CALL})
    assert [site.status for site in plan.plan.call_sites] == ["route"]
    module = Path(routing_runtime.__file__).read_text()
    again = planned(tmp_path, {**plan.texts, "app/omniagents.py": module})
    assert [site.status for site in again.plan.call_sites] == ["route"]
    assert not again.texts


def test_another_call_of_the_file_adds_to_what_is_imported(tmp_path: Path) -> None:
    known = f"\ndef g(companion):\n    url = 'https://companion-api.napster.com/public/connections'\n    return requests.post(url, json={PAYLOAD}, headers=HEADERS)\n"
    plan = planned(tmp_path, {**PACKAGE, "app/calls.py": HEAD + CALL})
    module = Path(routing_runtime.__file__).read_text()
    text = plan.texts["app/calls.py"] + known
    again = planned(tmp_path, {"app/calls.py": text, "app/omniagents.py": module})
    assert [site.status for site in again.plan.call_sites] == ["route", "route"]
    assert "import route_url" in again.texts["app/calls.py"]
    assert "import route\n" in again.texts["app/calls.py"]


CONFIGURATION = {"companionId": "comp_1", "providerConfig": {"voiceId": "alloy"}}


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {
        "live": {
            routing_runtime.fingerprint(channel, CONFIGURATION): f"agent-{channel}"
            for channel in ("webrtc", "websocket")
        }
    }
    monkeypatch.setattr(routing_runtime, "_table", table)
    monkeypatch.setenv("OMNIAGENT_ENVIRONMENT", "live")


@pytest.mark.parametrize(
    ("url", "channel"),
    [
        ("https://companion-api.napster.com/public/connections", "webrtc"),
        ("http://127.0.0.1:8000/public/ws-connections", "websocket"),
        ("/public/connections", "webrtc"),
    ],
)
def test_a_per_session_url_leads_to_the_agent(known: None, url: str, channel: str) -> None:
    chosen, body = route_url(url, {**CONFIGURATION, "externalClientId": "u"})
    base = url.removesuffix("/public/connections").removesuffix("/public/ws-connections")
    assert chosen == f"{base}/public/agents/agent-{channel}/connections"
    assert body == {"channelType": channel, "externalClientId": "u"}


class Address(str):
    __slots__ = ()


@pytest.mark.parametrize(
    "url",
    [
        "https://companion-api.napster.com/public/connections/",
        "https://companion-api.napster.com/public/connections?x=1",
        "https://companion-api.napster.com/api/public/connections",
        "https://companion-api.napster.com/public/agents/a/connections",
        "https://companion-api.napster.com",
        "ftp://companion-api.napster.com/public/connections",
        "//companion-api.napster.com/public/connections",
        Address("https://companion-api.napster.com/public/connections"),
        b"https://companion-api.napster.com/public/connections",
        "\ud800/public/connections",
        "",
        None,
        7,
    ],
)
def test_any_other_url_stays_with_its_payload(known: None, url: object) -> None:
    payload = dict(CONFIGURATION)
    chosen, body = route_url(url, payload)
    assert chosen is url
    assert body is payload


def test_an_unknown_configuration_stays(known: None) -> None:
    url, payload = "https://companion-api.napster.com/public/connections", {"companionId": "other"}
    assert route_url(url, payload) == (url, payload)
    assert json.dumps(payload) == '{"companionId": "other"}'


HELPER = """\
import requests

from app.settings import BASE, KEY


class Api:
    def __init__(self):
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = KEY

    def _send(self, path, data, method="POST"):
        data = {key: value for key, value in data.items() if value is not None}
        return self.session.request(method, f"{BASE}{path}", json=data, timeout=9)

    def greet(self, companion, language=None):
        voice = {"voiceId": "alloy"}
        return self._send(
            "/public/connections",
            {"companionId": companion, "providerConfig": voice, "language": language},
        )

    def call(self, companion, user):
        fields = {"companionId": companion, "providerConfig": {"voiceId": "sage"}}
        fields["externalClientId"] = user
        return self._send("/public/ws-connections", fields)

    def change(self, ident, name):
        return self._send(f"/public/sessions/{ident}", {"name": name}, "PATCH")
"""
HELPER_ROUTED = """\
        data = {key: value for key, value in data.items() if value is not None}
        url, body = route_url(f"{BASE}{path}", data, method)
        return self.session.request(method, url, json=body, timeout=9)
"""


def test_shared_code_that_makes_the_payload_asks_with_the_url(tmp_path: Path) -> None:
    plan = planned(tmp_path, {**PACKAGE, "app/api.py": HELPER})
    statuses = [(site.status, site.channel) for site in plan.plan.call_sites]
    assert statuses == [("route", "webrtc"), ("route", "websocket")], plan.plan.findings
    assert HELPER_ROUTED in plan.texts["app/api.py"]
    module = Path(routing_runtime.__file__).read_text()
    again = planned(tmp_path, {**plan.texts, "app/omniagents.py": module})
    assert [site.status for site in again.plan.call_sites] == ["route", "route"]
    assert not again.texts


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("json=data, timeout=9", "json=data, params=data"),
        ("json=data, timeout=9", "json=data, timeout=self.wait(data)"),
        ("request(method, ", "request(self.method(), "),
        ('connections", fields)', 'connections", fields)  # migrator: ignore'),
    ],
)
def test_shared_code_that_does_more_stays(old: str, new: str, tmp_path: Path) -> None:
    plan = planned(tmp_path, {**PACKAGE, "app/api.py": HELPER.replace(old, new)})
    statuses = [site.status for site in plan.plan.call_sites]
    assert len(statuses) == 2
    assert "route" not in statuses
    assert not plan.texts


@pytest.mark.parametrize("method", ["PUT", "get", None, Address("POST")])
def test_another_method_stays(known: None, method: object) -> None:
    url, payload = "https://companion-api.napster.com/public/connections", dict(CONFIGURATION)
    assert route_url(url, payload, method) == (url, payload)
    assert route_url(url, payload, "post")[0] != url
