"""What differs between the documentation and the late service, and the open questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sandbox.conftest import Api, StartSandbox

BARE_AGENT = {"companionId": "comp_support", "voiceId": "alloy", "providerSettings": {}}
TWO_FAQS = ["faq_menu", "faq_billing"]


def create(api: Api, **members: object) -> httpx.Response:
    return api.http.post("/public/agents", json={**BARE_AGENT, **members})


@pytest.mark.parametrize(
    ("members", "docs", "live"),
    [
        ({}, 200, 400),
        ({"name": "Support", "language": "English"}, 200, 400),
        ({"name": "Support", "language": "en"}, 200, 200),
        ({"name": "Support", "faqCollections": TWO_FAQS}, 200, 400),
    ],
    ids=["without a name", "language by name", "language by code", "two FAQ collections"],
)
def test_agents(start: StartSandbox, members: dict[str, object], docs: int, live: int) -> None:
    assert create(start(profile="docs"), **members).status_code == docs
    assert create(start(profile="live"), **members).status_code == live


@pytest.mark.parametrize("path", ["/public/connections", "/public/ws-connections"])
def test_a_session_without_a_voice_is_a_docs_matter(start: StartSandbox, path: str) -> None:
    body = {"companionId": "comp_support"}
    assert start(profile="docs").http.post(path, json=body).status_code == 200
    assert start(profile="live").http.post(path, json=body).status_code == 400


def test_ids_look_as_in_the_docs_or_as_seen_live(start: StartSandbox) -> None:
    assert start(profile="docs").agent().startswith("agent_")
    assert len(start(profile="live").agent()) == 36


@pytest.mark.parametrize(
    ("form", "accepted", "refused"), [("iso", "de", "German"), ("name", "German", "de")]
)
def test_the_form_of_an_agents_language_is_a_setting(
    start: StartSandbox, form: str, accepted: str, refused: str
) -> None:
    api = start(agent_language=form)
    assert create(api, name="A", language=accepted).status_code == 200
    assert create(api, name="A", language=refused).status_code == 400


@pytest.mark.parametrize(("strict", "status"), [(True, 400), (False, 200)])
def test_strict_faq_is_a_setting(start: StartSandbox, strict: bool, status: int) -> None:
    api = start(strict_faq=strict)
    assert create(api, name="A", faqCollections=TWO_FAQS).status_code == status
    body = {"companionId": "comp_support", "providerConfig": {"voiceId": "alloy"}}
    answer = api.http.post("/public/connections", json={**body, "faqCollections": TWO_FAQS})
    assert answer.status_code == status


def test_a_bad_voice_passes_unless_voices_are_checked(start: StartSandbox) -> None:
    body = {"companionId": "comp_support", "providerConfig": {"voiceId": "nobody"}}
    assert start().http.post("/public/connections", json=body).status_code == 200
    strict = start(validate_voice=True)
    assert strict.http.post("/public/connections", json=body).status_code == 400
    agent_id = strict.agent(voiceId="nobody")
    opened = strict.http.post(
        f"/public/agents/{agent_id}/connections", json={"channelType": "webrtc"}
    )
    assert opened.status_code == 400


def test_any_ids_are_accepted_for_generated_programs(start: StartSandbox) -> None:
    api = start(any_ids=True)
    members: dict[str, Any] = {
        "functions": ["f1"],
        "faqCollections": ["q1"],
        "mcp": {"servers": ["m1"]},
    }
    session = api.open_per_session(companionId="c1", knowledgeBaseId="k1", **members)
    assert api.effective(session)["instructions"] is None
    assert api.http.get("/public/functions/f1").json()["id"] == "f1"
    api.open_through(api.agent(companionId="c1", **members))


def test_a_catalogue_of_ones_own(start: StartSandbox, tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.toml"
    catalogue.write_text(
        """
        [[keys]]
        key = "realtime"
        project = "p"
        organization = "o"
        architecture = "realtime"

        [[keys]]
        key = "cascade"
        project = "q"
        organization = "o"
        architecture = "cascade"

        [[companions]]
        id = "twin"
        voiceId = "own"

        [[companions]]
        id = "unfinished"
        status = "pending"

        [[companions]]
        id = "elsewhere"
        projects = ["q"]
        """
    )
    api = start(catalogue=catalogue)
    agent = {"companionId": "twin", "name": "A", "providerSettings": {}}

    def code(client: httpx.Client, path: str, body: object) -> object:
        return client.post(path, json=body).json().get("code")

    assert code(api.http, "/public/agents", agent) is None
    voice = {"providerConfig": {"voiceId": "alloy"}}
    paths = {"unfinished": "CompanionNotReady", "elsewhere": "CompanionNotFound"}
    for companion, expected in paths.items():
        body = {"companionId": companion, **voice}
        assert code(api.http, "/public/connections", body) == expected
    puppet = {**agent, "mode": "puppeteer"}
    assert code(api.http, "/public/agents", puppet) == "UnsupportedSessionMode"
    with api.with_key("cascade") as cascade:
        tooled = {**agent, "mcp": {"servers": ["crm"]}}
        assert code(cascade, "/public/agents", tooled) == "UnsupportedProvider"
        puppeteer = cascade.post("/public/agents", json=puppet).json()["id"]
        phone = cascade.put(f"/public/agents/{puppeteer}/channels/sip", json={})
        assert phone.json()["code"] == "TelephonyChannelNotAllowed"
