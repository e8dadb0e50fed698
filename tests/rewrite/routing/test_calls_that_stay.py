"""Calls that can't choose their agent at run time stay as they are and say why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.rewrite.routing.planned import PACKAGE, planned

HEAD = """\
import json
import requests
from app.settings import BASE, KEY

HEADERS = {"X-Api-Key": KEY}
URL = f"{BASE}/public/connections"

"""
PAYLOAD = '{"companionId": companion, "providerConfig": {"voiceId": "alloy"}}'
OWN_PAYLOAD = PAYLOAD.replace(": companion", ": self.companion")


def stays(folder: Path, text: str, files: dict[str, str] | None = None) -> str:
    plan = planned(folder, {**PACKAGE, **(files or {}), "app/calls.py": text})
    [site] = plan.plan.call_sites
    assert site.status == "left", plan.texts
    assert not plan.texts
    found = [f.message for f in plan.plan.findings if f.code in {"OM321", "OM105", "OM109"}]
    return " / ".join(found)


REFUSED = {
    "in a choice": (
        (
            f"def f(companion, on):\n    p = {PAYLOAD}\n"
            "    return requests.post(URL, json=p, headers=HEADERS) if on else None\n"
        ),
        "may not come to it",
    ),
    "in a loop's test": (
        (
            f"def f(companion):\n    p = {PAYLOAD}\n"
            "    while not requests.post(URL, json=p, headers=HEADERS).ok:\n        pass\n"
        ),
        "may not come to it",
    ),
    "in an elif": (
        (
            f"def f(companion, on):\n    p = {PAYLOAD}\n    if on:\n        return 1\n"
            "    elif requests.post(URL, json=p, headers=HEADERS).ok:\n        return 2\n"
        ),
        "elif",
    ),
    "in a lambda": (
        f"f = lambda companion: requests.post(URL, json={PAYLOAD}, headers=HEADERS)\n",
        "may not come to it",
    ),
    "in a comprehension": (
        (
            "def f(companions):\n"
            f"    return [requests.post(URL, json={PAYLOAD}, headers=HEADERS) for companion in companions]\n"
        ),
        "may not come to it",
    ),
    "on one line": (
        f"def f(companion):\n    p = {PAYLOAD}; return requests.post(URL, json=p, headers=HEADERS)\n",
        "shares its line",
    ),
    "after something else": (
        (
            "class Caller:\n"
            "    def __init__(self, companion):\n        self.companion = companion\n"
            "    def change(self, companion):\n        self.companion = companion\n"
            "    def f(self, make):\n"
            f"        return requests.post(URL, timeout=make(), json={OWN_PAYLOAD}, headers=HEADERS)\n"
        ),
        "`make()` runs in the same statement",
    ),
    "signed": (
        (
            f"def f(companion, sign):\n    p = {PAYLOAD}\n"
            "    headers = {**HEADERS, 'X-Signature': sign(p)}\n"
            "    return requests.post(URL, json=p, headers=headers)\n"
        ),
        "makes something from the payload",
    ),
    "its text is logged": (
        (
            f"def f(companion):\n    p = {PAYLOAD}\n    data = json.dumps(p)\n    print(data)\n"
            "    return requests.post(URL, data=data, headers=HEADERS)\n"
        ),
        "used for something else",
    ),
    "a prompt made for each user": (
        (
            "def f(user):\n"
            '    p = {"companionId": "c", "providerConfig": {"voiceId": "alloy",\n'
            '        "settings": {"instructions": f"Talk to {user}"}}}\n'
            "    return requests.post(URL, json=p, headers=HEADERS)\n"
        ),
        "hardly two sessions",
    ),
    "an id made for each session": (
        (
            "import uuid\n\ndef f():\n"
            '    p = {"companionId": str(uuid.uuid4()), "providerConfig": {"voiceId": "alloy"}}\n'
            "    return requests.post(URL, json=p, headers=HEADERS)\n"
        ),
        "new in each session",
    ),
    "sent later, changed until then": (
        (
            "import asyncio, httpx\n\nasync def f(companions):\n"
            "    async with httpx.AsyncClient(headers=HEADERS) as client:\n        sent = []\n"
            '        p = {"providerConfig": {"voiceId": "alloy"}}\n'
            '        for companion in companions:\n            p["companionId"] = companion\n'
            "            sent.append(client.post(URL, json=p))\n"
            "        return await asyncio.gather(*sent)\n"
        ),
        "sent later",
    ),
    "changed between the call and the sending": (
        (
            "import asyncio, httpx\n\nasync def f(companions):\n"
            "    async with httpx.AsyncClient(headers=HEADERS) as client:\n        sent = []\n"
            "        for companion in companions:\n"
            '            p = {"providerConfig": {"voiceId": "alloy"}, "companionId": companion}\n'
            "            sent.append(client.post(URL, json=p))\n"
            '            p["language"] = "fr"\n'
            "        return await asyncio.gather(*sent)\n"
        ),
        "sent later",
    ),
    "changed under another name": (
        (
            "class Api:\n"
            '    def headers(self):\n        self.payload["language"] = "fr"\n        return HEADERS\n\n'
            f"    def f(self, companion):\n        p = {PAYLOAD}\n        self.payload = p\n"
            "        return requests.post(URL, json=p, headers=self.headers())\n"
        ),
        "",
    ),
    "changed in the same call": (
        (
            f"def f(companion):\n    p = {PAYLOAD}\n"
            "    return requests.post(\n"
            '        URL, json=p, timeout=p.setdefault("language", "fr") and 3, headers=HEADERS\n'
            "    )\n"
        ),
        "its body would differ",
    ),
    "changed by what runs beside it": (
        (
            "def f(config, make):\n"
            '    p = {"companionId": "c", "providerConfig": {"voiceId": "a"}, "functions": config}\n'
            "    return requests.post(URL, json=p, headers=HEADERS, timeout=make(config))\n"
        ),
        "`make(config)` runs in the same statement",
    ),
    "looks at its variables": (
        (
            f"def f(companion):\n    p = {PAYLOAD}\n    print(locals())\n"
            "    return requests.post(URL, json=p, headers=HEADERS)\n"
        ),
        "",
    ),
    "looks at its variables by another name": (
        (
            f"def f(companion):\n    p = {PAYLOAD}\n    show = vars\n    print(show())\n"
            "    return requests.post(URL, json=p, headers=HEADERS)\n"
        ),
        "looks at its own variables",
    ),
    "headers made of an object that others hold": (
        (
            f"MORE = {{}}\ndef headers(p):\n    more = MORE\n    more['language'] = 'fr'\n    return HEADERS\n"
            "class Api:\n    def f(self, companion):\n"
            f"        return requests.post(URL, headers=headers(1), json={{**MORE, **{PAYLOAD}}})\n"
        ),
        "`headers(1)` runs in the same statement",
    ),
    "its answer tells the request": (
        (
            f"def f(companion):\n    p = {PAYLOAD}\n"
            "    answer = requests.post(URL, json=p, headers=HEADERS)\n"
            "    print(answer.request.url)\n"
        ),
        "",
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=list(REFUSED))
def test_a_call_stays_and_says_why(tmp_path: Path, case: tuple[str, str]) -> None:
    text, reason = case
    assert reason in stays(tmp_path, HEAD + text)


GOOD = f"def f(companion):\n    return requests.post(URL, json={PAYLOAD}, headers=HEADERS)\n"


def test_a_module_of_the_same_name_is_not_overwritten(tmp_path: Path) -> None:
    why = stays(tmp_path, HEAD + GOOD, {"app/omniagents.py": "route = None\n"})
    assert "app/omniagents.py is another module" in why


def test_a_file_that_does_not_tell_how_it_imports_stays(tmp_path: Path) -> None:
    text = HEAD.replace(
        "from app.settings import BASE, KEY",
        "import os\nBASE = os.environ['B']\nKEY = os.environ['K']",
    )
    plan = planned(tmp_path, {"jobs/calls.py": text + GOOD, "jobs/other.py": ""})
    assert [site.status for site in plan.plan.call_sites] == ["left"]
    assert "how it would import" in plan.plan.to_json()
    named = planned(tmp_path, {}, {"routing_module": "jobs.omniagents"})
    assert "from jobs.omniagents import route" in named.texts["jobs/calls.py"]


def test_a_script_in_a_package_may_be_run_in_two_ways_and_stays(tmp_path: Path) -> None:
    text = HEAD.replace(
        "from app.settings import BASE, KEY",
        "import os\nBASE, KEY = os.environ['B'], os.environ['K']",
    )
    guard = "\n\nif __name__ == '__main__':\n    print(f(input()))\n"
    assert "how it would import" in stays(tmp_path, text + GOOD + guard)


def test_without_the_option_nothing_is_routed(tmp_path: Path) -> None:
    plan = planned(tmp_path, {**PACKAGE, "app/calls.py": HEAD + GOOD}, {"dynamic": "leave"})
    assert [(s.status, s.findings) for s in plan.plan.call_sites] == [("left", ["OM101"])]


def test_a_file_whose_names_are_all_taken_by_another_stays(tmp_path: Path) -> None:
    why = stays(tmp_path, HEAD + GOOD, {"app/api.py": "from app.calls import *\n"})
    assert "takes every name" in why


def test_a_file_that_imports_its_neighbours_in_two_ways_stays(tmp_path: Path) -> None:
    both = (
        "try:\n    from .settings import BASE, KEY\n"
        "except ImportError:\n    from settings import BASE, KEY\n"
    )
    text = HEAD.replace("from app.settings import BASE, KEY\n", both)
    why = planned(tmp_path, {**PACKAGE, "app/calls.py": text + GOOD}).plan
    assert [site.status for site in why.call_sites] == ["left"]
    assert "more ways than one" in why.to_json()
