"""Request objects of httpx: sites where they are made, if a client sends just what they say."""

from __future__ import annotations

import pytest

from tests.read.reading import read_files, shown_site

HEAD = """\
import os
import httpx

URL = "https://companion-api.napster.com/public/connections"
HEADERS = {"X-Api-Key": os.environ["KEY"]}

def start(some, hook):
    client = httpx.Client()
    hooked = httpx.Client(event_hooks={"request": [hook]})
    made = httpx.Request("POST", URL, json={"companionId": "c"}, headers=HEADERS)
"""
MAY_CHANGE_IT = {
    "a client with hooks": "hooked.send(made)",
    "one of them has hooks": "client.send(made)\n    hooked.send(made)",
    "a client that isn't known": "some.send(made)",
    "it is signed when it is sent": "client.send(made, auth=hook)",
    "nobody is seen to send it": "print(made)",
    "it is handed to others": "hook(made)",
    "it is changed before": "made.headers['X-Api-Key'] = some\n    client.send(made)",
}


def test_a_request_object_that_a_plain_client_sends_is_a_call_site() -> None:
    (site,) = read_files({"app.py": HEAD + "    return client.send(made, stream=True)\n"}).sites
    assert (site.span.line, shown_site(site)) == (10, 'connections {companionId: "c"}')
    assert not site.problems


@pytest.mark.parametrize("code", MAY_CHANGE_IT.values(), ids=MAY_CHANGE_IT)
def test_a_request_object_that_may_become_another_one_stays(code: str) -> None:
    (site,) = read_files({"app.py": f"{HEAD}    {code}\n"}).sites
    assert site.span.line == 10
    assert "OM109" in [problem.code for problem in site.problems]


def test_a_request_object_that_a_test_compares_is_no_call() -> None:
    reading = read_files({"test_app.py": HEAD + "    assert client.seen == made\n"})
    assert not reading.sites
    assert [(each.kind, each.line) for each in reading.mentions] == [("test", 4)]
