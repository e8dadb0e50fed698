"""Objects that nobody in the tree gives: what they send is read as their declared class sends it."""

from __future__ import annotations

import pytest

from tests.read.reading import read_files

SENDER = """
import httpx

class HttpSender:
    def __init__(self, key: str) -> None:
        self.client = httpx.Client(headers={"X-Api-Key": key})

    def send(self, method: str, url: str, payload: dict | None = None) -> dict:
        return self.client.request(method, url, json=payload).json()
"""
SESSIONS = """
from __future__ import annotations
from .sender import HttpSender

API = "https://companion-api.napster.com"

{code}
"""
OPEN = """
    def open(self, user):
        return self.sender.send("POST", API + "/public/connections", {"companionId": "c", "externalClientId": user})
"""
DECLARED = {
    "an argument of the class": "class Sessions:\n    def __init__(self, sender: HttpSender):\n        self.sender = sender\n"
    + OPEN,
    "that may be None": "class Sessions:\n    def __init__(self, sender: HttpSender | None = None):\n        self.sender = sender\n"
    + OPEN,
    "a field of the class": "class Sessions:\n    sender: HttpSender\n" + OPEN,
    "a parameter": 'def open(sender: "HttpSender", user):\n'
    '    return sender.send("POST", API + "/public/connections", {"companionId": "c"})\n',
}


@pytest.mark.parametrize("way", DECLARED)
def test_its_request_is_a_call_site_which_stays(way: str) -> None:
    sessions = SESSIONS.format(code=DECLARED[way])
    reading = read_files(
        {"app/__init__.py": "", "app/sender.py": SENDER, "app/sessions.py": sessions}
    )
    (site,) = reading.sites
    assert site.path == "app/sessions.py"
    assert any("is only declared a HttpSender" in problem.message for problem in site.problems)
    assert not reading.mentions


def test_one_of_a_class_that_is_not_in_the_tree_is_listed() -> None:
    code = DECLARED["an argument of the class"]
    sessions = SESSIONS.replace(".sender", "vendor").format(code=code)
    reading = read_files({"app/__init__.py": "", "app/sessions.py": sessions})
    assert not reading.sites
    assert reading.mentions
