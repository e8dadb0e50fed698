"""Shared code that sends what its callers give it asks for the agent of each."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from migrator.run.planning import Planned
from tests.rewrite.routing.planned import PACKAGE, planned

WIRE = """\
import requests

from app.settings import BASE, KEY

HEADERS = {"X-Api-Key": KEY}


def open_session(payload):
    return requests.post(f"{BASE}/public/connections", json=payload, headers=HEADERS)
"""
ROUTED = """\
def open_session(payload):
    path, body = route("webrtc", payload)
    return requests.post(f"{BASE}{path}", json=body, headers=HEADERS)
"""
DESK = """\
from app.wire import open_session


def desk(companion, user):
    payload = {"companionId": companion, "providerConfig": {"voiceId": "v"}}
    payload["externalClientId"] = user
    return open_session(payload)
"""
SHOP = """\
from app import wire


def shop(voice):
    return wire.open_session({"companionId": "c", "providerConfig": {"voiceId": voice}})
"""
KEYWORDS = """\
URL = f"{BASE}/public/ws-connections"


def send(**fields):
    return requests.post(URL, json=fields, headers=HEADERS)
"""
KEYWORDS_CALL = 'wire.send(companionId="c", providerConfig={"voiceId": voice})'
KEYWORDS_ROUTED = """\
    path, body = route("websocket", fields)
    return requests.post(
        URL.removesuffix("/public/ws-connections") + path, json=body, headers=HEADERS
    )
"""
RETRIES = """\
async def send(client, body, tries=2):
    for _ in range(tries):
        answer = await client.request("POST", f"{BASE}/public/connections", json=body)
    return answer
"""
RETRIES_CALL = """\
wire.send(
        httpx.AsyncClient(headers=wire.HEADERS),
        {"companionId": "c", "providerConfig": {"voiceId": voice}},
    )"""
RETRIES_ROUTED = """\
    for _ in range(tries):
        agent_path, agent_body = route("webrtc", body)
        answer = await client.request("POST", f"{BASE}{agent_path}", json=agent_body)
"""
GIVEN = """(payload, ADDRESS=f"{BASE}/public/connections"):
    return requests.post(ADDRESS"""
FILES = {**PACKAGE, "app/wire.py": WIRE, "app/desk.py": DESK, "app/shop.py": SHOP}


def statuses(plan: Planned) -> dict[str, str]:
    return {site.path: site.status for site in plan.plan.call_sites}


def test_all_that_it_sends_for_are_routed_at_once(tmp_path: Path) -> None:
    plan = planned(tmp_path, FILES, {"routed": {"companionId": ["c1", "c2"]}})
    assert statuses(plan) == {"app/desk.py": "route", "app/shop.py": "route"}
    assert plan.texts.keys() == {"app/wire.py"}
    assert plan.texts["app/wire.py"].endswith(ROUTED)
    assert len(plan.plan.agents) == 2
    assert all("+    path, body = route" in site.diff for site in plan.plan.call_sites)


@pytest.mark.parametrize(
    ("helper", "call", "routed"),
    [(KEYWORDS, KEYWORDS_CALL, KEYWORDS_ROUTED), (RETRIES, RETRIES_CALL, RETRIES_ROUTED)],
    ids=["keywords", "retries"],
)
def test_whatever_its_style(helper: str, call: str, routed: str, tmp_path: Path) -> None:
    wire = f"{WIRE.partition('def ')[0].rstrip()}\n\n\n{helper}"
    shop = f"import httpx\n\nfrom app import wire\n\n\ndef shop(voice):\n    return {call}\n"
    plan = planned(tmp_path, {**PACKAGE, "app/wire.py": wire, "app/shop.py": shop})
    assert statuses(plan) == {"app/shop.py": "route"}, plan.plan.findings
    assert routed in plan.texts["app/wire.py"]


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    plan = planned(tmp_path, FILES)
    assert planned(tmp_path, {**FILES, **plan.texts, "app/omniagents.py": module(plan)}).texts == {}


def module(plan: Planned) -> str:
    from migrator.rewrite.routing_module import module_text
    from tests.rewrite.sites import PACK

    assert plan.modules == {"app/omniagents.py"}
    return module_text(PACK)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("json=payload", "json=payload, timeout=spoil(payload)"),
        ("requests.post(f", "requests.request(METHOD, f"),
        ('f"{BASE}/public/connections"', "URLS[0]"),
        ('(payload):\n    return requests.post(f"{BASE}/public/connections"', GIVEN),
    ],
)
def test_what_does_more_than_send_stays(old: str, new: str, tmp_path: Path) -> None:
    more = '\nURLS = [f"{BASE}/public/connections"]\nMETHOD = "POST"\n'
    text = WIRE.replace(old, new).replace("\n\n\ndef", f"{more}\n\ndef")
    plan = planned(tmp_path, {**FILES, "app/wire.py": text})
    assert "app/wire.py" not in plan.texts
    assert set(statuses(plan).values()) == {"left"}


def test_what_it_makes_of_a_payload_is_looked_up_when_it_is_sent(tmp_path: Path) -> None:
    text = WIRE.replace("    return", "    payload = changed(payload)\n    return")
    plan = planned(tmp_path, {**FILES, "app/wire.py": text})
    assert statuses(plan) == {"app/wire.py": "route"}
    assert plan.texts["app/wire.py"].endswith(
        f"    payload = changed(payload)\n{ROUTED.partition(':')[2][1:]}"
    )


def test_nothing_changes_for_a_call_that_is_to_stay(tmp_path: Path) -> None:
    kept: Mapping[str, str] = {
        **FILES,
        "app/shop.py": SHOP.replace("voice}})", "voice}})  # migrator: ignore"),
    }
    plan = planned(tmp_path, kept)
    assert statuses(plan) == {"app/desk.py": "left", "app/shop.py": "ignored"}
    assert plan.texts == {}
    assert "also sends for app/shop.py" in plan.plan.to_json()
