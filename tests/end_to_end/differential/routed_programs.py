"""Programs that are told at run time what to send: one a client, and one a kind of concurrency."""

from __future__ import annotations

import json

from tests.end_to_end.differential.program import API, ENTRY, Program
from tests.end_to_end.differential.routed import CONCURRENT

_HEAD = f'''\
"""Opens sessions as CONFIGS says."""

import json
import os

BASE = os.environ.get("NAPSTER_BASE_URL", "{API}")
HEADERS = {{"X-Api-Key": os.environ["NAPSTER_API_KEY"]}}
CONFIGS = json.loads(os.environ["CONFIGS"])
'''
_PAYLOAD = """\
    payload = {"companionId": config["companion"], "providerConfig": {"voiceId": config["voice"]}}
    payload["externalClientId"] = user
    payload.update(config.get("more", {}))
"""
_IN_ORDER = """\
for number, config in enumerate(CONFIGS):
    print(connect(config, f"user{number}"))
"""
_CLIENTS = {
    "requests": (
        "import requests",
        f"""\
def connect(config, user):
{_PAYLOAD}    answer = requests.post(f"{{BASE}}/public/connections", json=payload, headers=HEADERS)
    return answer.status_code
""",
        _IN_ORDER,
    ),
    "httpx": (
        "import httpx",
        f"""\
def connect(config, user):
{_PAYLOAD}    with httpx.Client(base_url=BASE + "/public", headers=HEADERS) as client:
        return client.post("/ws-connections", json=payload).status_code
""",
        _IN_ORDER,
    ),
    "helper": (
        "import requests",
        f"""\
def send(payload):
    for _ in range(2):
        answer = requests.post(f"{{BASE}}/public/connections", json=payload, headers=HEADERS)
    return answer.status_code


def connect(config, user):
{_PAYLOAD}    return send(payload)


def connect_again(config):
    return send({{"companionId": config["companion"], "providerConfig": {{"voiceId": "sage"}}}})
""",
        f"{_IN_ORDER}    print(connect_again(config))\n",
    ),
    "urllib": (
        "from urllib.request import Request, urlopen\nfrom urllib.error import HTTPError",
        f"""\
URL = BASE + "/public/connections"


def connect(config, user):
{_PAYLOAD}    data = json.dumps(payload).encode()
    request = Request(URL, data=data, headers=HEADERS, method="POST")
    request.add_header("Content-Type", "application/json")
    try:
        with urlopen(request) as answer:
            return answer.status
    except HTTPError as error:
        return error.code
""",
        _IN_ORDER,
    ),
    "threads": (
        "import requests\nfrom concurrent.futures import ThreadPoolExecutor",
        f"""\
SESSION = requests.Session()


def connect(config, user):
{_PAYLOAD}    url = "{{}}/public/connections".format(BASE)
    return SESSION.post(url, json=payload, headers=HEADERS).status_code
""",
        """\
with ThreadPoolExecutor(8) as pool:
    users = [f"user{number:02}" for number in range(len(CONFIGS))]
    print(list(pool.map(connect, CONFIGS, users)))
""",
    ),
    "asyncio": (
        "import asyncio\nimport httpx",
        f"""\
async def connect(client, config, user):
{_PAYLOAD}    answer = await client.post("/public/connections", json=payload)
    return answer.status_code


async def everything():
    async with httpx.AsyncClient(base_url=BASE, headers=HEADERS) as client:
        tasks = [connect(client, c, f"user{{n:02}}") for n, c in enumerate(CONFIGS)]
        print(await asyncio.gather(*tasks))
""",
        "asyncio.run(everything())\n",
    ),
    "aiohttp": (
        "import asyncio\nimport aiohttp",
        f"""\
async def connect(session, config, user):
{_PAYLOAD}    async with session.post(f"{{BASE}}/public/connections", json=payload) as answer:
        return answer.status


async def everything():
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        tasks = [connect(session, c, f"user{{n:02}}") for n, c in enumerate(CONFIGS)]
        print(await asyncio.gather(*tasks))
""",
        "asyncio.run(everything())\n",
    ),
}
_AT_ONCE = frozenset({"threads", "asyncio", "aiohttp"})
CLIENTS = tuple(_CLIENTS)


def told_at_run_time(client: str, configs: list[dict[str, object]]) -> Program:
    """A program that opens a session for each of these configurations."""
    imports, function, run = _CLIENTS[client]
    text = "\n\n".join([_HEAD.replace("import os\n", f"import os\n{imports}\n", 1), function, run])
    traits = (CONCURRENT,) if client in _AT_ONCE else ()
    return Program(
        {ENTRY: text}, plain=False, traits=traits, environment={"CONFIGS": json.dumps(configs)}
    )
