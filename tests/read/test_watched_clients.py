"""Clients and requests that run code of the program for what they send, which may tell of it."""

from __future__ import annotations

import pytest

from migrator.model.values import FromEnv
from tests.read.reading import read_files

HOLDER = "import requests\n\nSESSION = requests.Session()\n"
HEAD = """\
import os
import httpx
import requests
from holder import SESSION

URL = "https://companion-api.napster.com/public/connections"
HEADERS = {"X-Api-Key": os.environ["KEY"]}

def tell(answer, **options):
    print(answer.request.url)

"""
POST = ".post(URL, json={'companionId': 'c'}, headers=HEADERS)\n"
HERE = {
    "hooks of the call": "def start():\n    requests"
    + POST.replace("S)", "S, hooks={'response': tell})"),
    "hooks of a session": (
        "own = requests.Session()\nown.hooks['response'].append(tell)\ndef start():\n    own" + POST
    ),
    "hooks of a client": (
        "def start():\n    own = httpx.Client()\n    own.event_hooks['request'].append(tell)\n    own"
        + POST
    ),
    "a prepared request is told": (
        "def start():\n    made = requests.Request('POST', URL, json={'companionId': 'c'}, headers=HEADERS)\n"
        "    ready = made.prepare()\n    print(ready.path_url)\n    requests.Session().send(ready)\n"
    ),
}
ELSEWHERE = {
    "hooks": "from holder import SESSION\nSESSION.hooks['response'].append(print)\n",
    "in a function": "import holder\ndef set_up():\n    holder.SESSION.hooks = {'response': print}\n",
    "an adapter": (
        "from requests.adapters import HTTPAdapter\nfrom holder import SESSION\n"
        "class Own(HTTPAdapter):\n    def send(self, request, **options):\n"
        "        print(request.url)\nSESSION.mount('https://', Own())\n"
    ),
}


def problems(files: dict[str, str]) -> list[str]:
    (site,) = read_files({"holder.py": HOLDER, **files}).sites
    return [each.message for each in site.problems]


@pytest.mark.parametrize("code", HERE.values(), ids=HERE)
def test_a_call_stays_whose_request_is_seen_by_the_program(code: str) -> None:
    assert problems({"app.py": HEAD + code})


def test_a_call_of_a_session_that_nobody_touches_is_plain() -> None:
    assert not problems({"app.py": f"{HEAD}def start():\n    SESSION{POST}"})


@pytest.mark.parametrize("code", ELSEWHERE.values(), ids=ELSEWHERE)
def test_a_session_that_another_file_changes(code: str) -> None:
    call = f"{HEAD}def start():\n    SESSION{POST}"
    assert problems({"app.py": call, "elsewhere.py": code})


def test_a_session_whose_key_another_file_changes() -> None:
    call = f"{HEAD}def start():\n    SESSION{POST}"
    call = call.replace(", headers=HEADERS", "")
    elsewhere = "from holder import SESSION\nSESSION.headers.update({'X-Api-Key': 'other'})\n"
    keyed = f"import os\n{HOLDER}SESSION.headers['X-Api-Key'] = os.environ['KEY']\n"
    keys = [
        read_files({"holder.py": keyed, "app.py": call, **more}).sites[0].api_key
        for more in ({}, {"elsewhere.py": elsewhere})
    ]
    assert [isinstance(key, FromEnv) for key in keys] == [True, False]


OWN = {
    "shows the address": (
        "request",
        "print(url)\n        return super().request(method, url, **more)",
    ),
    "changes the body": (
        "request",
        "more['json']['x'] = 1\n        return super().request(method, url, **more)",
    ),
    "sends it itself": ("send", "return ready(method)"),
}


@pytest.mark.parametrize(("name", "body"), OWN.values(), ids=OWN)
def test_a_client_of_the_program_that_looks_at_requests(name: str, body: str) -> None:
    own = f"class Own(requests.Session):\n    def {name}(self, method, url='', **more):\n        {body}\n"
    assert problems({"app.py": f"{HEAD}{own}OWN = Own()\ndef start():\n    OWN{POST}"})


def test_a_client_of_the_program_that_sets_a_timeout() -> None:
    own = (
        "class Own(requests.Session):\n    def request(self, method, url, **more):\n"
        "        more.setdefault('timeout', 3)\n        return super().request(method, url, **more)\n"
    )
    assert not problems({"app.py": f"{HEAD}{own}OWN = Own()\ndef start():\n    OWN{POST}"})
