"""Shapes in which a helper of the code sends what its callers say: `ǃ` marks the calls."""

from __future__ import annotations

TEMPLATES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (
        "a request helper in the same class",
        ("import requests",),
        '''
class VoiceApi:
    """The parts of the API that this service uses."""

    def __init__(self, base_url: str = API) -> None:
        self.base_url = base_url.rstrip("/")

    def _request(self, method: str, path: str, json: dict | None = None) -> dict:
        response = requests.request(
            method, f"{self.base_url}{path}", json=json, headers={"X-Api-Key": API_KEY}, timeout=20
        )
        response.raise_for_status()
        return response.json()

    def open(self, client_id: str) -> dict:
        return ǃself._request(
            "POST",
            "PATH",
            json={"companionId": "comp_ROLE", "providerConfig": {"voiceId": "VOICE"},
                  "externalClientId": client_id},
        )

    def close(self, session_id: str) -> dict:
        return self._request("DELETE", f"PATH/{session_id}")

    def agents(self) -> dict:
        return self._request("GET", "/public/agents")
''',
    ),
    (
        "a request helper in a base class of another module",
        ("from .transport_NUMBER import Transport",),
        '''
class SessionApi(Transport):
    """Opens sessions for the ROLE."""

    def open(self, client_id: str, topic: str | None = None) -> dict:
        body = {
            "companionId": "comp_ROLE",
            "providerConfig": {"voiceId": "VOICE", "settings": {"temperature": 0.7}},
            "externalClientId": client_id,
        }
        if topic:
            body["initialSpeech"] = topic
        return ǃself.send("POST", "PATH", body)

    def companions(self) -> dict:
        return self.send("GET", "/public/companions")

=== transport_NUMBER
"""How this service talks to HTTP APIs."""

import os

import requests


class Transport:
    base_url = "HOST"

    def __init__(self) -> None:
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]

    def send(self, method: str, path: str, body: dict | None = None) -> dict:
        response = self.session.request(method, self.base_url + path, json=body, timeout=20)
        response.raise_for_status()
        return response.json()
''',
    ),
    (
        "a helper function of another module",
        ("from .http_NUMBER import post_json",),
        '''
def open_session(client_id: str) -> dict:
    """Opens a session for the ROLE."""
    payload = {
        "companionId": "comp_ROLE",
        "providerConfig": {"voiceId": "VOICE"},
        "externalClientId": client_id,
    }
    answer = ǃpost_json("PATH", payload)
    return answer["connection"]

=== http_NUMBER
"""JSON over HTTP."""

import os

import httpx

BASE = "HOST"


def post_json(path: str, body: dict) -> dict:
    response = httpx.post(
        BASE + path, json=body, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}, timeout=20
    )
    response.raise_for_status()
    return response.json()
''',
    ),
    (
        "a payload parameter with its callers",
        ("import httpx",),
        """
async def _open(payload: dict) -> dict:
    async with httpx.AsyncClient(timeout=20) as client:
        response = await client.post(
            f"{API}PATH", json=payload, headers={"X-Api-Key": API_KEY}
        )
    response.raise_for_status()
    return response.json()


async def open_for_guest() -> dict:
    return await ǃ_open({"companionId": "comp_ROLE", "providerConfig": {"voiceId": "VOICE"}})


async def open_for_member(member_id: str) -> dict:
    payload = {
        "companionId": "comp_ROLE",
        "providerConfig": {"voiceId": "VOICE"},
        "externalClientId": member_id,
    }
    return await ǃ_open(payload)
""",
    ),
    (
        "a payload parameter, the caller in another module",
        ("import requests",),
        '''
def post_session(payload: dict, timeout: float = 20) -> dict:
    """Sends what the views made."""
    response = requests.post(
        f"{API}PATH", json=payload, headers={"X-Api-Key": API_KEY}, timeout=timeout
    )
    response.raise_for_status()
    return response.json()

=== views_NUMBER
"""The views of the ROLE."""

from .MODULE import post_session

GREETING = "Welcome back"


def start(client_id: str) -> dict:
    payload = {
        "companionId": "comp_ROLE",
        "providerConfig": {"voiceId": "VOICE"},
        "externalClientId": client_id,
        "initialSpeech": GREETING,
    }
    return ǃpost_session(payload)


def stop(session_id: str) -> None:
    print("stopped", session_id)
''',
    ),
    (
        "a payload parameter passed to a helper that calls an injected sender",
        ("from .sender_NUMBER import HttpSender",),
        '''
class Sessions:
    """Sessions of the ROLE over whatever sender it is given."""

    def __init__(self, sender: HttpSender) -> None:
        self.sender = sender

    async def _request(self, method: str, path: str, payload: dict | None = None) -> dict:
        return await self.sender.send(method, API + path, payload)

    async def open(self, client_id: str) -> dict:
        payload = {
            "companionId": "comp_ROLE",
            "providerConfig": {"voiceId": "VOICE"},
            "externalClientId": client_id,
        }
        return await ǃself._request("POST", "PATH", payload)

=== sender_NUMBER
"""Sends requests."""

import os

import aiohttp


class HttpSender:
    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def send(self, method: str, url: str, payload: dict | None) -> dict:
        headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
        async with self._session.request(method, url, json=payload, headers=headers) as response:
            return await response.json()
''',
    ),
    (
        "a retry-decorated nested function that captures url and payload",
        ("import requests", "from tenacity import retry, stop_after_attempt"),
        """
def open_session(client_id: str) -> dict:
    url = f"{API}PATH"
    payload = {
        "companionId": "comp_ROLE",
        "providerConfig": {"voiceId": "VOICE"},
        "externalClientId": client_id,
    }

    @retry(stop=stop_after_attempt(3))
    def _send() -> dict:
        response = ǃrequests.post(url, json=payload, headers={"X-Api-Key": API_KEY}, timeout=20)
        response.raise_for_status()
        return response.json()

    return _send()
""",
    ),
    (
        "a failover loop over alternative bodies",
        ("import requests",),
        """
def open_with_fallback(client_id: str) -> dict | None:
    bodies = [
        {"companionId": "comp_ROLE", "providerConfig": {"voiceId": "VOICE"}},
        {"companionId": "comp_ROLE", "providerConfig": {"voiceId": "alloy"}},
    ]
    for body in bodies:
        body["externalClientId"] = client_id
        response = ǃrequests.post(
            f"{API}PATH", json=body, headers={"X-Api-Key": API_KEY}, timeout=20
        )
        if response.ok:
            return response.json()
        logger.warning("refused: %s", response.status_code)
    return None
""",
    ),
    (
        "a model built in two branches, dumped, then completed",
        ("import httpx", "from pydantic import BaseModel"),
        """
class SessionRequest(BaseModel):
    companionId: str
    providerConfig: dict
    language: str | None = None
    externalClientId: str | None = None


async def open_session(client_id: str, known: bool) -> dict:
    if known:
        request = SessionRequest(
            companionId="comp_ROLE", providerConfig={"voiceId": "VOICE"}, externalClientId=client_id
        )
    else:
        request = SessionRequest(companionId="comp_ROLE", providerConfig={"voiceId": "VOICE"})
    payload = request.model_dump(exclude_none=True)
    payload.setdefault("language", "en")
    payload.pop("note", None)
    async with httpx.AsyncClient() as client:
        response = await ǃclient.post(
            f"{API}PATH", json=payload, headers={"X-Api-Key": API_KEY}
        )
    return response.json()
""",
    ),
    (
        "a caller's dict that a helper changes",
        ("import requests",),
        """
def _with_client(payload: dict, client_id: str) -> None:
    payload["externalClientId"] = client_id
    payload.setdefault("tags", {"source": "ROLE"})


def open_session(client_id: str) -> dict:
    payload = {"companionId": "comp_ROLE", "providerConfig": {"voiceId": "VOICE"}}
    _with_client(payload, client_id)
    response = ǃrequests.post(
        API + "PATH", json=payload, headers={"X-Api-Key": API_KEY}, timeout=20
    )
    return response.json()
""",
    ),
    (
        "defaults and a caller's configuration spread in a retry loop",
        ("import time", "import httpx"),
        """
DEFAULTS = {"companionId": "comp_ROLE", "providerConfig": {"voiceId": "VOICE"}}


def open_session(config: dict | None = None, attempts: int = 3) -> dict | None:
    for attempt in range(attempts):
        response = ǃhttpx.post(
            f"{API}PATH", json={**DEFAULTS, **(config or {})}, headers={"X-Api-Key": API_KEY}
        )
        if response.status_code < 500:
            return response.json()
        time.sleep(2**attempt)
    return None
""",
    ),
)
