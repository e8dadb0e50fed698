"""`functools.partial` of a function that sends: what its calls send, and what it may hold."""

from __future__ import annotations

import pytest

from migrator.model.values import Known
from tests.read.reading import read_files, shown_site

HEAD = """
import functools
import os
import requests
from functools import partial

URL = "https://companion-api.napster.com/public/connections"
"""
MADE = {
    "in the module": """
send = functools.partial(requests.post, URL, timeout=20)
def start():
    return send(json={"companionId": "c"})
""",
    "in a function": """
def start():
    send = partial(requests.post, url=URL)
    return send(json={"companionId": "c"})
""",
    "of a method of a client": """
class Client:
    def __init__(self):
        self.session = requests.Session()
        self._post = partial(self.session.post, URL)
    def start(self):
        return self._post(json={"companionId": "c"})
""",
    "with its body": """
def start():
    send = partial(requests.post, URL, json={"companionId": "c"})
    return send(timeout=3)
""",
}
PLAIN = {
    "with the verb": 'send = partial(requests.request, "POST")\n',
    "with headers": 'send = partial(requests.post, timeout=3, headers={"X-Api-Key": "k"})\n',
    "of a client": "send = partial(requests.Session().post, timeout=3)\n",
}
LOOKING = [
    'send.keywords["headers"] = {}\n',
    "def later():\n    send.__setstate__((requests.put, (), {}, {}))\n",
    "def later(module):\n    module.send.args\n",
]
CALL = 'def start():\n    return send(URL, json={"companionId": "c"})\n'


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_a_call_of_a_partial_is_a_site_that_stays(made: str) -> None:
    source = HEAD + made
    (site,) = read_files({"app.py": source}).sites
    line = next(n for n, text in enumerate(source.splitlines(), 1) if "partial(" in text)
    assert shown_site(site).replace("!", "") == 'connections {companionId: "c"}'
    assert site.function.endswith("start")
    (reason,) = [each.message for each in site.problems if each.code == "OM109"]
    assert f"a partial made at app.py:{line}" in reason


@pytest.mark.parametrize("made", PLAIN.values(), ids=PLAIN)
def test_a_call_that_is_given_url_and_body_is_like_any_other(made: str) -> None:
    (site,) = read_files({"app.py": HEAD + made + CALL}).sites
    assert shown_site(site) == 'connections {companionId: "c"}'
    assert not [each for each in site.problems if each.code == "OM109"]
    assert site.url_span is not None
    assert site.body_span is not None


@pytest.mark.parametrize("looking", LOOKING)
def test_a_partial_that_is_looked_into_may_hold_anything(looking: str) -> None:
    (site,) = read_files({"app.py": HEAD + PLAIN["with headers"] + CALL + looking}).sites
    assert [each.code for each in site.problems if each.code == "OM109"]


def test_a_partial_of_something_else_is_no_site() -> None:
    source = f'{HEAD}show = partial(print, URL)\nshow({{"companionId": "c"}})\n'
    assert read_files({"app.py": source}).sites == ()
    source = f"{HEAD}load = partial(requests.get, URL)\nload()\n"
    assert read_files({"app.py": source}).sites == ()


def test_what_a_partial_is_given_may_be_changed_by_who_replaced_it() -> None:
    source = (
        f'{HEAD}body = {{"companionId": "c"}}\nsend = partial(requests.post, URL)\n'
        "send(json=body)\nrequests.post(URL, json=body)\n"
    )
    first, second = read_files({"app.py": source}).sites
    assert shown_site(first) == 'connections {companionId: "c"}'
    assert shown_site(second) == "connections {companionId?: ?, ...}"


def test_what_a_partial_holds_is_as_it_was_for_others() -> None:
    source = f"""{HEAD}
KEY = {{"X-Api-Key": "k"}}
send = partial(requests.post, URL, headers=KEY)

def start():
    send(json={{"companionId": "a"}})

def other():
    return requests.post(URL, json={{"companionId": "b"}}, headers=KEY)
"""
    _, other = read_files({"app.py": source}).sites
    assert other.api_key == Known("k")
