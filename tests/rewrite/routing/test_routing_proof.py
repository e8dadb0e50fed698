"""The proof of a routed call takes the edit that was meant, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.find.tree import SourceTree
from migrator.read.sites import read_sites
from migrator.rewrite.module_reference import ModuleReference
from migrator.rewrite.residue import Edited
from migrator.rewrite.routing_module import module_text
from migrator.rewrite.routing_proof import RoutedPair, unproved
from tests.rewrite.routing.planned import PACKAGE
from tests.rewrite.sites import PACK

PATH = "app/calls.py"
BEFORE = """\
import requests

from app.settings import BASE, KEY

HEADERS = {"X-Api-Key": KEY}


def open_session(companion, user, other):
    payload = {"companionId": companion, "externalClientId": user}
    payload["providerConfig"] = {"voiceId": "alloy"}
    answer = requests.post(f"{BASE}/public/connections", json=payload, headers=HEADERS)
    print(payload, answer.status_code)
    return answer.json()


def another(companion):
    body = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
    return requests.post(f"{BASE}/public/connections", json=body, headers=HEADERS).json()
"""
AFTER = """\
import requests

from app.omniagents import route
from app.settings import BASE, KEY

HEADERS = {"X-Api-Key": KEY}


def open_session(companion, user, other):
    payload = {"companionId": companion, "externalClientId": user}
    payload["providerConfig"] = {"voiceId": "alloy"}
    path, body = route("webrtc", payload)
    answer = requests.post(f"{BASE}{path}", json=body, headers=HEADERS)
    print(payload, answer.status_code)
    return answer.json()


def another(companion):
    body = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
    agent_path, agent_body = route("webrtc", body)
    return requests.post(f"{BASE}{agent_path}", json=agent_body, headers=HEADERS).json()
"""
CHOICE = '    path, body = route("webrtc", payload)\n'
WRONG = {
    "another payload": (CHOICE, CHOICE.replace("payload", "dict(payload)")),
    "an empty payload": (CHOICE, CHOICE.replace("payload", "{}")),
    "another channel": (CHOICE, CHOICE.replace("webrtc", "websocket")),
    "the payload that was": ("json=body, headers", "json=payload, headers"),
    "the path that was": ("{BASE}{path}", "{BASE}/public/connections"),
    "a path with more": ("{BASE}{path}", "{BASE}{path}/"),
    "a path twice": ("{BASE}{path}", "{path}{path}"),
    "a path in the middle": ("{BASE}{path}", "{path}{BASE}"),
    "a changed path": ('f"{BASE}{path}"', "BASE + path.lower()"),
    "another base": ("{BASE}{path}", "http://localhost{path}"),
    "another base that is known": ("{BASE}{path}", "https://companion-api.napster.com{path}"),
    "other headers": ("json=body, headers=HEADERS", "json=body, headers={}"),
    "another verb": ('requests.post(f"{BASE}{path}"', 'requests.put(f"{BASE}{path}"'),
    "one more argument": ("json=body,", "json=body, timeout=1,"),
    "one more statement": (CHOICE, CHOICE + "    other.count += 1\n"),
    "chosen twice": (CHOICE, CHOICE * 2),
    "chosen too early": (
        '    payload["providerConfig"] = {"voiceId": "alloy"}\n' + CHOICE,
        CHOICE + '    payload["providerConfig"] = {"voiceId": "alloy"}\n',
    ),
    "chosen under a condition": (CHOICE, "    if user:\n    " + CHOICE),
    "a parameter is rebound": ("path, body =", "path, other ="),
    "the log tells less": ("print(payload,", "print(body,"),
    "a statement is gone": ("    print(payload, answer.status_code)\n", ""),
    "the other call's choice": ("json=agent_body", "json=body"),
    "another module": ("from app.omniagents import route", "from app.settings import route"),
    "another function": ("omniagents import route", "omniagents import split as route"),
    "no import": ("from app.omniagents import route\n", ""),
    "the name is defined again": ("\n\ndef another", "\n\nroute = print\n\n\ndef another"),
    "an import within": ("def another(companion):\n", "def another(companion):\n    import os\n"),
    "keywords": ('route("webrtc", payload)', 'route(channel="webrtc", payload=payload)'),
}


def why_not(after: str, before: str = BEFORE) -> str | None:
    module = {"app/omniagents.py": module_text(PACK)}
    sites = []
    for text, more in ((before, {}), (after, module)):
        files = {**PACKAGE, **more, PATH: text}
        empty = SourceTree(Path("/nowhere"), ())
        tree = empty.with_files({path: source.encode() for path, source in files.items()})
        sites.append(read_sites(tree, PACK, PACK.pack.hosts, sorted(files)).sites)
    if len(sites[0]) != len(sites[1]):
        return "other calls are found"
    pairs = [RoutedPair(old, new) for old, new in zip(*sites, strict=True)]
    edited, wanted = Edited(PATH, before, after), ModuleReference("app.omniagents")
    return unproved(edited, pairs, wanted, PACK, lambda name: False)


def test_the_edit_that_was_meant_is_proved() -> None:
    assert why_not(AFTER) is None


@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
def test_any_other_edit_is_not(wrong: tuple[str, str]) -> None:
    right, instead = wrong
    assert AFTER.count(right) == 1
    assert why_not(AFTER.replace(right, instead))


def test_the_module_is_imported_above_what_asks_it() -> None:
    line = "from app.omniagents import route\n"
    assert why_not(AFTER.replace(line, "").replace("\n\ndef another", f"{line}\n\ndef another"))


def test_a_name_that_the_function_uses_is_not_taken() -> None:
    before = BEFORE.replace("other):", "path):").replace("print(payload,", "print(path,")
    after = AFTER.replace("other):", "path):").replace("print(payload,", "print(path,")
    assert why_not(after, before)


URL_BEFORE = BEFORE.replace("user, other", "user, other, url").replace(
    'f"{BASE}/public/connections", json=payload', "url, json=payload"
)
URL_CHOICE = "    agent_url, agent_body = route_url(url, payload)\n"
URL_AFTER = (
    URL_BEFORE.replace(
        "from app.settings", "from app.omniagents import route_url\nfrom app.settings"
    )
    .replace("    answer =", f"{URL_CHOICE}    answer =")
    .replace("post(url, json=payload", "post(agent_url, json=agent_body")
)
WRONG_BY_URL = {
    "another URL": ("route_url(url,", "route_url(BASE,"),
    "a URL with more": ("route_url(url,", "route_url(url + '/',"),
    "another payload": ("route_url(url, payload)", "route_url(url, dict(payload))"),
    "the other way round": ("agent_url, agent_body =", "agent_body, agent_url ="),
    "a method": ("route_url(url, payload)", 'route_url(url, payload, "PUT")'),
    "the URL that was": ("post(agent_url,", "post(url,"),
    "a changed URL": ("post(agent_url,", "post(agent_url + '?x',"),
    "the payload that was": ("json=agent_body", "json=payload"),
    "the other function": ("import route_url", "import route as route_url"),
    "another module": ("app.omniagents", "app.others"),
}


def test_an_edit_that_asks_with_the_url_is_proved() -> None:
    one = URL_BEFORE.partition("\n\ndef another")[0] + "\n"
    assert why_not(URL_AFTER.partition("\n\ndef another")[0] + "\n", one) is None


@pytest.mark.parametrize("wrong", WRONG_BY_URL.values(), ids=list(WRONG_BY_URL))
def test_any_other_edit_that_asks_with_the_url_is_not(wrong: tuple[str, str]) -> None:
    right, instead = wrong
    before, after = (
        text.partition("\n\ndef another")[0] + "\n" for text in (URL_BEFORE, URL_AFTER)
    )
    assert after.count(right) == 1
    assert why_not(after.replace(right, instead), before)
