"""Programs where choosing the agent a moment too early, or for another payload, would be noticed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.end_to_end.differential.program import API, ENTRY, Program
from tests.end_to_end.differential.routed import (
    CONCURRENT,
    RoutingLaboratory,
    routing_laboratory,
)

HEAD = f'''\
import asyncio, json, os, sys
import httpx, requests

BASE = os.environ.get("NAPSTER_BASE_URL", "{API}")
HEADERS = {{"X-Api-Key": os.environ["NAPSTER_API_KEY"]}}
VOICES = iter(os.environ["VOICES"].split())


def made(voice):
    return {{"companionId": "comp_1", "providerConfig": {{"voiceId": voice}}, "externalClientId": voice}}


'''
TRAPS = {
    "headers change the payload": """
def headers(payload):
    payload["language"] = "fr"
    return HEADERS

def connect(voice):
    payload = made(voice)
    print(requests.post(f"{BASE}/public/connections", json=payload, headers=headers(payload)).status_code)

connect(next(VOICES)); connect(next(VOICES))
""",
    "headers change what the payload holds": """
class Api:
    def __init__(self):
        self.provider = {"voiceId": "alloy"}

    def headers(self):
        self.provider["voiceId"] = next(VOICES)
        return HEADERS

    def connect(self, companion):
        payload = {"companionId": companion, "providerConfig": self.provider, "externalClientId": "u"}
        print(requests.post(f"{BASE}/public/connections", json=payload, headers=self.headers()).status_code)

api = Api(); api.connect(os.environ["A"]); api.connect(os.environ["B"])
""",
    "one payload for many that are sent later": """
async def everything():
    async with httpx.AsyncClient(headers=HEADERS) as client:
        payload, sent = made("alloy"), []
        for voice in VOICES:
            payload["providerConfig"]["voiceId"] = voice
            sent.append(client.post(f"{BASE}/public/connections", json=payload))
        print([answer.status_code for answer in await asyncio.gather(*sent)])

asyncio.run(everything())
""",
    "a coroutine that is kept": """
class Api:
    def __init__(self, client):
        self.client = client

    def connect(self, payload):
        return self.client.post(f"{BASE}/public/connections", json=payload)

async def everything():
    async with httpx.AsyncClient(headers=HEADERS) as client:
        payload = made(next(VOICES))
        waiting = Api(client).connect(payload)
        payload["language"] = "fr"
        print((await waiting).status_code)
        print((await Api(client).connect(made(next(VOICES)))).status_code)

asyncio.run(everything())
""",
    "taken once and in order": """
def step(name, value):
    print(name)
    return value

def connect():
    answer = requests.post(
        f"{BASE}/public/connections",
        json={"companionId": step("companion", os.environ["A"]), "providerConfig": {"voiceId": next(VOICES)}},
        headers=step("headers", HEADERS),
    )
    print(answer.status_code)

connect(); connect()
""",
    "names that are taken": """
path, body, route = "a", "b", "c"

def connect(voice):
    global body
    payload = made(voice)
    body = payload["providerConfig"]["voiceId"]
    print(requests.post(f"{BASE}/public/connections", json=payload, headers=HEADERS).status_code)

connect(next(VOICES)); connect(next(VOICES)); print(path, body, route)
""",
    "two in one statement": """
def connect(one, other):
    first, second = made(one), made(other)
    a, b = (
        requests.post(f"{BASE}/public/connections", json=first, headers=HEADERS),
        requests.post(f"{BASE}/public/ws-connections", json=second, headers=HEADERS),
    )
    print(a.status_code, b.status_code)

connect(next(VOICES), next(VOICES))
""",
    "a dict that is not what it seems": """
class Louder(dict):
    def items(self):
        return [(k, v) if k != "language" else (k, "fr") for k, v in super().items()]

def connect(voice, kind):
    payload = kind(made(voice), language="en")
    print(requests.post(f"{BASE}/public/connections", json=payload, headers=HEADERS).status_code)

for voice in VOICES:
    connect(voice, Louder); connect(voice, dict)
""",
    "numbers that are nearly equal": """
def connect(settings):
    payload = made("alloy")
    payload["providerConfig"]["settings"] = settings
    print(requests.post(f"{BASE}/public/connections", json=payload, headers=HEADERS).status_code)

for settings in json.loads(os.environ["SETTINGS"]):
    connect(settings)
""",
    "the payload is used afterwards": """
def connect(voice):
    payload = made(voice)
    response = requests.post(f"{BASE}/public/connections", json=payload, headers=HEADERS)
    payload["status"] = response.status_code
    print(json.dumps(payload, sort_keys=True))
    return payload

print([connect(voice)["companionId"] for voice in VOICES])
""",
    "failures are tried again": """
def connect(payload):
    for attempt in range(3):
        try:
            answer = requests.post(f"{BASE}/public/connections", json=payload, headers=HEADERS)
            answer.raise_for_status()
        except requests.HTTPError as error:
            print(attempt, error.response.status_code)
            payload["companionId"] = "comp_1"
        else:
            return print(attempt, "opened")

for voice in VOICES:
    connect({**made(voice), "companionId": ["broken"]})
""",
}
ENVIRONMENT = {
    "VOICES": "alloy sage alloy",
    "A": "comp_1",
    "B": "comp_2",
    "SETTINGS": '[{}, {"temperature": 1}, {"temperature": 1.0}, {"temperature": true}, {"temperature": null},'
    ' {"turnDetection": {}}, {"turnDetection": null}, {"temperature": 1}]',
}
STAY = frozenset(
    {
        "headers change the payload", "headers change what the payload holds",
        "one payload for many that are sent later", "a coroutine that is kept",
        "two in one statement", "failures are tried again",
    }
)  # fmt: skip


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoutingLaboratory]:
    with routing_laboratory("live", tmp_path_factory.mktemp("traps")) as made:
        yield made


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_opens_the_same_sessions_or_stays(name: str, lab: RoutingLaboratory) -> None:
    program = Program(
        {ENTRY: HEAD + TRAPS[name]},
        plain=False,
        traits=(CONCURRENT,) if "asyncio.run" in TRAPS[name] else (),
        environment=ENVIRONMENT,
    )
    result = lab.examine(program, thorough=False)
    assert not result.problems, result.explained()
    assert result.routed is (name not in STAY), result.explained()
    assert bool(result.moved) is result.routed, result.explained()
