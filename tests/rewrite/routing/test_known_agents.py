"""The agents that are known of routed calls: from the code, and from the configuration."""

from __future__ import annotations

from pathlib import Path

from migrator.rewrite.routing_runtime import fingerprint
from tests.rewrite.routing.planned import PACKAGE, planned

HEAD = "import requests\nfrom app.settings import BASE, KEY, VOICES\n\nHEADERS = {'X-Api-Key': KEY}\n\n"
POST = "    return requests.post(f'{BASE}/public/connections', json=payload, headers=HEADERS)\n"


def test_values_of_the_configuration_and_of_the_code_are_combined(tmp_path: Path) -> None:
    text = f"""{HEAD}
def open_session(companion, kind, user):
    payload = {{"companionId": companion, "providerConfig": {{"voiceId": "alloy"}}}}
    if kind == "calm":
        payload["providerConfig"] = {{"voiceId": "sage"}}
        payload["language"] = "Spanish"
    payload["externalClientId"] = user
{POST}"""
    plan = planned(
        tmp_path,
        {**PACKAGE, "app/calls.py": text},
        {"routed": {"companionId": ["c1", "c2"]}},
    )
    bodies = [
        (agent.body["companionId"], agent.body["voiceId"], agent.body.get("language"))
        for agent in plan.plan.agents
    ]
    assert sorted(bodies, key=str) == [
        ("c1", "alloy", None),
        ("c1", "sage", "es"),
        ("c2", "alloy", None),
        ("c2", "sage", "es"),
    ]
    [site] = plan.plan.call_sites
    assert len(site.agents) == 4
    [note] = [f for f in plan.plan.findings if f.code == "OM320"]
    assert "`companionId`" in note.message
    assert note.message.endswith("4 agents are known")
    # A language is the same one by its name and by its code.
    sent = {"companionId": "c1", "providerConfig": {"voiceId": "sage"}}
    for language in ("Spanish", "es"):
        assert fingerprint("webrtc", {**sent, "language": language}) in plan.routed.keys
    assert fingerprint("webrtc", sent) not in plan.routed.keys


def test_an_agent_that_an_edited_call_has_serves_a_routed_one_too(tmp_path: Path) -> None:
    text = f"""{HEAD}
def sales(user):
    payload = {{"companionId": "c1", "providerConfig": {{"voiceId": "alloy"}}, "tags": {{"a": "b"}}}}
{POST}

def any_of_them(companion, user):
    payload = {{"companionId": companion, "providerConfig": {{"voiceId": "alloy"}}}}
{POST}"""
    plan = planned(tmp_path, {**PACKAGE, "app/calls.py": text}, {"routed": {"companionId": ["c1"]}})
    [agent] = plan.plan.agents
    assert len(agent.call_sites) == 2
    assert [site.status for site in plan.plan.call_sites] == ["migrate", "route"]
    assert list(plan.routed.keys.values()) == [agent.key]


def test_what_an_agent_may_not_hold_is_no_agent(tmp_path: Path) -> None:
    text = f"""{HEAD}
def open_session(companion, language):
    payload = {{"companionId": companion, "language": language, "providerConfig": {{"voiceId": "a"}}}}
{POST}"""
    wanted = {"routed": {"companionId": ["c1", None, 7], "language": ["en-US", "xx", "fr"]}}
    plan = planned(tmp_path, {**PACKAGE, "app/calls.py": text}, wanted)
    assert [(a.body["companionId"], a.body["language"]) for a in plan.plan.agents] == [("c1", "fr")]


def test_too_many_combinations_are_none(tmp_path: Path) -> None:
    text = f"""{HEAD}
def open_session(companion):
    payload = {{"companionId": companion, "providerConfig": {{"voiceId": "a"}}}}
{POST}"""
    wanted = {"routed": {"companionId": [f"c{n}" for n in range(60)]}}
    plan = planned(tmp_path, {**PACKAGE, "app/calls.py": text}, wanted)
    assert not plan.plan.agents
    assert "no agent is known" in plan.plan.to_json()
    [told] = [each for each in plan.plan.findings if each.code == "OM324"]
    assert "60 or more configurations" in told.message
    assert told.call_site == plan.plan.call_sites[0].id
