"""Code that reads an agent and sends again what it read: the id in scope is proposed."""

from __future__ import annotations

import pytest

from tests.plan.calls import codes, only

READS = """
    import json
    import os
    import urllib.request
    import httpx
    import requests

    BASE = "https://companion-api.napster.com"
    KEY = {{"X-Api-Key": os.environ["NAPSTER_API_KEY"]}}

    class Sessions:
        def __init__(self, agent_id, http: httpx.Client):
            self.agent_id = agent_id
            self.client = httpx.Client(base_url=BASE, headers=KEY)

        def _agent(self, ident):
            answer = requests.get(BASE + "/public/agents/" + ident, headers=KEY)
            answer.raise_for_status()
            return answer.json()

        async def open(self, session, user, agent_id):
            {read}
            body = {{
                "companionId": agent["companionId"],
                "providerConfig": {{"voiceId": {voice}, "settings": agent.get("providerSettings")}},
                "externalClientId": user,
            }}
            return requests.post(f"{{BASE}}/public/connections", json=body, headers=KEY)
"""
WAYS = {
    "a method that reads": ("agent = self._agent(agent_id)", "agent_id"),
    "an attribute": ("agent = self._agent(self.agent_id)", "self.agent_id"),
    "a constant": ('agent = self._agent("agt_1")', "'agt_1'"),
    "a client with a base URL": (
        'agent = self.client.get(f"/public/agents/{agent_id}").json()',
        "agent_id",
    ),
    "the environment": (
        'agent = self._agent(os.environ["AGENT"])',
        "os.environ['AGENT']",
    ),
    "text": (
        'agent = json.loads(httpx.get(f"{BASE}/public/agents/{agent_id}").text)',
        "agent_id",
    ),
    "urllib": (
        'agent = json.load(urllib.request.urlopen(BASE + "/public/agents/" + agent_id))',
        "agent_id",
    ),
}


@pytest.mark.parametrize(("read", "agent"), WAYS.values(), ids=WAYS)
def test_the_agent_that_was_read_is_proposed(read: str, agent: str) -> None:
    decision = only(READS.format(read=read, voice='agent["voiceId"]'))
    assert codes(decision) == ["OM115"]
    message = decision.findings[0].message
    assert f"of the agent `{agent}`" in message
    assert f"`/public/agents/{{{agent}}}/connections`" in message
    assert 'channelType "webrtc" and externalClientId' in message
    assert "if it holds no language, functions" in message


def test_what_the_call_has_of_its_own_is_said() -> None:
    decision = only(READS.format(read=WAYS["an attribute"][0], voice='"alloy"'))
    assert codes(decision) == ["OM115"]
    assert "if the agent has the same providerConfig.voiceId" in decision.findings[0].message


@pytest.mark.parametrize(
    ("read", "voice"),
    [
        # Another field of the agent, a changed one, and one that the caller decides.
        (WAYS["an attribute"][0], 'agent["name"]'),
        (WAYS["an attribute"][0], 'agent["voiceId"].lower()'),
        (WAYS["an attribute"][0], "user.voice"),
    ],
)
def test_what_is_not_the_agents_is_still_said(read: str, voice: str) -> None:
    assert codes(only(READS.format(read=read, voice=voice))) == ["OM101", "OM115"]


@pytest.mark.parametrize(
    "read",
    [
        'agent = requests.post(f"{BASE}/public/agents/{agent_id}").json()',
        'agent = requests.get(f"{BASE}/public/agents").json()',
        'agent = requests.get(f"{BASE}/public/companions/{agent_id}").json()',
        'agent = requests.get(f"https://else.example/public/agents/{agent_id}").json()',
        'agent = requests.get(f"{BASE}/public/agents/{agent_id}/channels").json()',
        'agent = self._agent(agent_id) if user else json.loads(user)',
    ],
)  # fmt: skip
def test_what_is_no_agents_answer_proposes_none(read: str) -> None:
    decision = only(READS.format(read=read, voice='agent["voiceId"]'))
    assert set(codes(decision)) == {"OM101", "OM105"}
