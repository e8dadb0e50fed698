"""Files that look like they hold a session call and don't."""

from __future__ import annotations

import random

from tests.benchmarks.draft import HOST, Draft
from tests.benchmarks.shapes import KEY


def decoys(rng: random.Random, count: int) -> list[tuple[str, Draft]]:
    """`count` modules, each with a stem for its file's name."""
    made = []
    for number in range(count):
        stem, imports, text = _TEMPLATES[number % len(_TEMPLATES)]
        text = text.replace("HOST", HOST).replace("NUMBER", str(number))
        text = text.replace("ROLE", rng.choice(["desk", "sales", "clinic", "garage", "school"]))
        blocks = text.strip("\n").split("\n\n\n")
        draft = Draft("Part of a service.", ["import os", *imports], [KEY], blocks)
        made.append((f"{stem}_{number}", draft))
    return made


_Template = tuple[str, tuple[str, ...], str]

_TEMPLATES: tuple[_Template, ...] = (
    (
        "documented",
        ("import requests",),
        '''
def fetch_report(number: int) -> dict:
    """Reads a report.

    Sessions are opened elsewhere, with
    ``requests.post("HOST/public/connections", json={"companionId": "comp_ROLE"})``.
    """
    response = requests.get(f"https://reports.example.com/{number}", timeout=10)
    return response.json()
''',
    ),
    (
        "other_host",
        ("import requests",),
        '''
DEVICES = "https://devices.example.com"


def connect(device: str) -> dict:
    """Registers a device of the ROLE with the house's own service."""
    url = f"{DEVICES}/public/connections"
    response = requests.post(url, json={"device": device, "kind": "ROLE"}, timeout=10)
    return response.json()
''',
    ),
    (
        "listing",
        ("import httpx",),
        '''
API = "HOST"


async def open_connections() -> list[dict]:
    """What is open now."""
    async with httpx.AsyncClient(base_url=API) as client:
        response = await client.get("/public/connections", headers={"X-Api-Key": API_KEY})
    return response.json()["items"]
''',
    ),
    (
        "closing",
        ("import requests",),
        '''
API = "HOST"


def close(connection_id: str) -> None:
    """Ends a session."""
    requests.delete(
        f"{API}/public/connections/{connection_id}", headers={"X-Api-Key": API_KEY}, timeout=10
    )


def close_socket(connection_id: str) -> None:
    requests.request(
        "DELETE", API + "/public/ws-connections/" + connection_id, headers={"X-Api-Key": API_KEY}
    )
''',
    ),
    (
        "routes",
        ("from fastapi import APIRouter",),
        '''
router = APIRouter()


@router.post("/public/connections")
async def create_connection(body: dict) -> dict:
    """Our own endpoint of that name; it knows companionId from the mobile app."""
    logger.info("asked for %s", body.get("companionId"))
    return {"status": "queued", "number": len(body)}
''',
    ),
    (
        "mocked",
        ("import responses",),
        '''
@responses.activate
def check_the_client() -> None:
    """A stand-in for the service."""
    responses.add(
        responses.POST, "HOST/public/connections", json={"token": "t"}, status=201
    )
    assert len(responses.registered()) == 1
''',
    ),
    (
        "migrated",
        ("import requests",),
        '''
API = "HOST"
AGENT = "agent_ROLE_NUMBER"


def open_session(client_id: str) -> dict:
    """Opens a session with the agent of the ROLE."""
    response = requests.post(
        f"{API}/public/agents/{AGENT}/connections",
        json={"channelType": "webrtc", "externalClientId": client_id},
        headers={"X-Api-Key": API_KEY},
        timeout=10,
    )
    return response.json()
''',
    ),
    (
        "commented",
        ("import requests",),
        '''
# Until spring this was requests.post("HOST/public/connections", json={"companionId": ...}).
def ping(timeout: float = 5.0) -> bool:
    """Whether the service answers."""
    return requests.get("HOST/health", timeout=timeout).ok
''',
    ),
    (
        "texts",
        (),
        '''
HELP = """
curl -X POST HOST/public/connections -d '{"companionId": "comp_ROLE"}'
"""


def show_help() -> None:
    print(HELP)
''',
    ),
    (
        "own_dicts",
        (),
        '''
def member_row(member: dict) -> dict:
    """A row of the table of members; companionId is the column of their companion animal."""
    return {"companionId": member["animal"], "name": member["name"], "since": NUMBER}


def rows(members: list[dict]) -> list[dict]:
    return [member_row(member) for member in members if member.get("animal")]
''',
    ),
)
