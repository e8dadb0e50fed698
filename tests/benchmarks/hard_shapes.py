"""Shapes that the table doesn't hold: helpers, hooks, loops and factories, as counted more than once.

`ǃ` stands before each call that is to be found: where the code says what is sent in its own words.
"""

from __future__ import annotations

import random

from tests.benchmarks.draft import HOST, MARK, Draft
from tests.benchmarks.helper_shapes import TEMPLATES
from tests.benchmarks.shapes import KEY, PATHS

_Template = tuple[str, tuple[str, ...], str]


def hard(rng: random.Random, count: int) -> list[Draft]:
    """Modules in hard shapes, until they hold exactly `count` calls."""
    drafts: list[Draft] = []
    every = (*TEMPLATES, *_OTHERS)
    left, turn = count, 0
    while left:
        name, imports, text = every[turn % len(every)]
        calls = text.count(MARK)
        turn += 1
        if calls > left:
            continue
        left -= calls
        for old, new in (
            ("ROLE", rng.choice(["desk", "sales", "clinic", "garage", "school", "hotel"])),
            ("VOICE", rng.choice(["alloy", "sage", "marin", "cedar"])),
            ("PATH", rng.choice(PATHS)),
            ("HOST", HOST),
            ("NUMBER", str(turn)),
        ):
            text = text.replace(old, new)
        head, *beside = text.split("=== ")
        files = {}
        for part in beside:
            title, _, body = part.partition("\n")
            files[title.strip()] = body.strip("\n") + "\n"
        blocks = head.strip("\n").split("\n\n\n")
        drafts.append(
            Draft(
                f"Sessions, {name}.",
                ["import os", *(line.replace("NUMBER", str(turn)) for line in imports)],
                [KEY, f'API = "{HOST}"'],
                blocks,
                files,
            )
        )
    return drafts


_OTHERS: tuple[_Template, ...] = (
    (
        "extra fields of the caller",
        ("import aiohttp",),
        """
async def open_session(
    session: aiohttp.ClientSession, client_id: str, **extra: object
) -> dict:
    payload = {
        "companionId": "comp_ROLE",
        "providerConfig": {"voiceId": "VOICE"},
        "externalClientId": client_id,
    }
    payload.update(extra)
    async with ǃsession.post(
        API + "PATH", json=payload, headers={"X-Api-Key": API_KEY}
    ) as response:
        return await response.json()
""",
    ),
    (
        "a post helper with a default URL inside",
        ("import requests",),
        """
SESSIONS = f"{API}PATH"


def _post(payload: dict, url: str | None = None) -> dict:
    target = url or SESSIONS
    response = requests.post(target, json=payload, headers={"X-Api-Key": API_KEY}, timeout=20)
    response.raise_for_status()
    return response.json()


def open_session(client_id: str) -> dict:
    return ǃ_post(
        {
            "companionId": "comp_ROLE",
            "providerConfig": {"voiceId": "VOICE"},
            "externalClientId": client_id,
        }
    )
""",
    ),
    (
        "a dataclass that writes its own JSON",
        ("import requests", "from dataclasses import dataclass"),
        """
@dataclass
class SessionDraft:
    client_id: str
    voice: str = "VOICE"

    def create_json(self) -> dict:
        return {
            "companionId": "comp_ROLE",
            "providerConfig": {"voiceId": self.voice},
            "externalClientId": self.client_id,
        }


def open_session(client_id: str) -> dict:
    draft = SessionDraft(client_id)
    response = ǃrequests.post(
        API + "PATH", json=draft.create_json(), headers={"X-Api-Key": API_KEY}, timeout=20
    )
    return response.json()
""",
    ),
    (
        "sentinels for what wasn't given",
        ("import httpx",),
        """
class NotGiven:
    def __bool__(self) -> bool:
        return False


NOT_GIVEN = NotGiven()


def open_session(
    client_id: str, language: str | NotGiven = NOT_GIVEN, greeting: str | NotGiven = NOT_GIVEN
) -> dict:
    payload: dict = {
        "companionId": "comp_ROLE",
        "providerConfig": {"voiceId": "VOICE"},
        "externalClientId": client_id,
    }
    if not isinstance(language, NotGiven):
        payload["language"] = language
    if not isinstance(greeting, NotGiven):
        payload["initialSpeech"] = greeting
    with httpx.Client(base_url=API) as client:
        return ǃclient.post("PATH", json=payload, headers={"X-Api-Key": API_KEY}).json()
""",
    ),
    (
        "several creating calls in one class",
        ("import httpx",),
        '''
class Sessions:
    """Video for customers, sound for phones."""

    base_url = "HOST"

    def __init__(self) -> None:
        self._client = httpx.AsyncClient(headers={"X-Api-Key": API_KEY})

    async def video(self, client_id: str) -> dict:
        body = {
            "companionId": "comp_ROLE",
            "providerConfig": {"voiceId": "VOICE", "useGreenVideo": True},
            "externalClientId": client_id,
        }
        response = await ǃself._client.post(f"{self.base_url}/public/connections", json=body)
        return response.json()

    async def phone(self, client_id: str) -> dict:
        body = {
            "companionId": "comp_ROLE",
            "providerConfig": {"voiceId": "VOICE"},
            "externalClientId": client_id,
        }
        response = await ǃself._client.post(f"{self.base_url}/public/ws-connections", json=body)
        return response.json()
''',
    ),
    (
        "the standard library's connection",
        ("import http.client", "import json"),
        """
def open_session(client_id: str) -> dict:
    connection = http.client.HTTPSConnection("companion-api.napster.com", timeout=20)
    body = json.dumps({
        "companionId": "comp_ROLE",
        "providerConfig": {"voiceId": "VOICE"},
        "externalClientId": client_id,
    })
    headers = {"Content-Type": "application/json", "X-Api-Key": API_KEY}
    ǃconnection.request("POST", "PATH", body, headers)
    return json.load(connection.getresponse())
""",
    ),
    (
        "a session factory with partial",
        ("import functools", "import requests"),
        """
_send = functools.partial(requests.post, API + "PATH", timeout=20)


def open_session(client_id: str) -> dict:
    payload = {"companionId": "comp_ROLE", "providerConfig": {"voiceId": "VOICE"}}
    payload["externalClientId"] = client_id
    return ǃ_send(json=payload, headers={"X-Api-Key": API_KEY}).json()
""",
    ),
    (
        "several sessions at once",
        ("import asyncio", "import httpx"),
        """
async def open_all(client_ids: list[str]) -> list[dict]:
    async with httpx.AsyncClient(base_url=API, headers={"X-Api-Key": API_KEY}) as client:
        answers = await asyncio.gather(*[
            ǃclient.post("PATH", json={
                "companionId": "comp_ROLE",
                "providerConfig": {"voiceId": "VOICE"},
                "externalClientId": client_id,
            })
            for client_id in client_ids
        ])
    return [answer.json() for answer in answers]
""",
    ),
    (
        "a URL object",
        ("import httpx",),
        """
BASE = httpx.URL(API)


async def open_session(client: httpx.AsyncClient, client_id: str) -> dict:
    response = await ǃclient.post(
        BASE.join("PATH"),
        json={
            "companionId": "comp_ROLE",
            "providerConfig": {"voiceId": "VOICE"},
            "externalClientId": client_id,
        },
        headers={"X-Api-Key": API_KEY},
    )
    return response.json()
""",
    ),
    (
        "a Django setting",
        ("import requests", "from django.conf import settings"),
        '''
def open_session(client_id: str) -> dict:
    payload = {
        "companionId": settings.COMPANION_NUMBER,
        "providerConfig": {"voiceId": "VOICE"},
        "externalClientId": client_id,
    }
    url = settings.NAPSTER_API_NUMBER + "PATH"
    return ǃrequests.post(url, json=payload, headers={"X-Api-Key": API_KEY}, timeout=20).json()

=== settings
"""Django settings of the ROLE."""

DEBUG = False
INSTALLED_APPS = ["django.contrib.auth"]
NAPSTER_API_NUMBER = "HOST"
COMPANION_NUMBER = "comp_ROLE"
''',
    ),
    (
        "fields as keyword arguments",
        ("import requests",),
        '''
def create(**fields: object) -> dict:
    """Opens a session with the fields given."""
    response = requests.post(
        f"{API}PATH", json=fields, headers={"X-Api-Key": API_KEY}, timeout=20
    )
    return response.json()


def open_session(client_id: str) -> dict:
    return ǃcreate(
        companionId="comp_ROLE", providerConfig={"voiceId": "VOICE"}, externalClientId=client_id
    )
''',
    ),
)
