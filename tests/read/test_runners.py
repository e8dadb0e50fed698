"""Requests that a thread or a pool sends: the call that hands them over is the call site."""

from __future__ import annotations

import pytest

from tests.read.reading import read_files, shown_site

HEAD = """\
import asyncio
import functools
import os
import anyio
import requests
from concurrent.futures import ThreadPoolExecutor
from starlette.concurrency import run_in_threadpool

URL = "https://companion-api.napster.com/public/connections"
HEADERS = {"X-Api-Key": os.environ["KEY"]}
BODY = {"companionId": "c"}
session = requests.Session()

async def start(loop, pool):
    body = {"companionId": "c"}
"""
EDITABLE = {
    "in a thread": "await asyncio.to_thread(requests.post, URL, json=BODY, headers=HEADERS)",
    "by a session": "await asyncio.to_thread(session.post, URL, json=BODY, headers=HEADERS)",
    "by its keywords": (
        "await asyncio.to_thread(requests.request, 'POST', url=URL, json=BODY, headers=HEADERS)"
    ),
    "by a framework": "await run_in_threadpool(requests.post, URL, json=BODY, headers=HEADERS)",
    "in a partial": (
        "await loop.run_in_executor("
        "None, functools.partial(requests.post, URL, json=BODY, headers=HEADERS))"
    ),
    "in a partial, by position": (
        "await anyio.to_thread.run_sync("
        "functools.partial(requests.post, URL, None, BODY, headers=HEADERS))"
    ),
    "in a pool that is waited for": (
        "pool.submit(requests.post, URL, json=BODY, headers=HEADERS).result()"
    ),
    "in a pool, with a body that nothing else reaches": (
        "pool.submit(requests.post, URL, json=body, headers=HEADERS)"
    ),
    "in a pool, with its own body": (
        "pool.submit(requests.post, URL, json={'companionId': 'c'}, headers=HEADERS)"
    ),
}
STAYS = {
    "its function changes it": "pool.submit(requests.post, URL, json=body)\n    body['a'] = 1",
    "before a coroutine runs": (
        "later = asyncio.to_thread(requests.post, URL, json=body)\n    body['a'] = 1"
    ),
    "in the next round": (
        "for user in pool.users:\n        body['a'] = user\n"
        "        pool.submit(requests.post, URL, json=body)"
    ),
    "by what else holds it": (
        "kept = [body]\n    pool.submit(requests.post, URL, json=body)\n    kept[0]['a'] = 1"
    ),
    "by its name as text": (
        "pool.submit(requests.post, URL, json=body)\n    locals()['body']['a'] = 1"
    ),
}
LISTED = {
    "unpacked": "await asyncio.to_thread(*[requests.post, URL])",
    "a function that isn't known": "await asyncio.to_thread(loop.post_it, URL, json=BODY)",
}


@pytest.mark.parametrize("code", EDITABLE.values(), ids=EDITABLE)
def test_a_call_that_hands_a_request_over_is_its_site(code: str) -> None:
    (site,) = read_files({"app.py": f"{HEAD}    {code}\n"}).sites
    assert (site.span.line, shown_site(site)) == (16, 'connections {companionId: "c"}')
    assert not site.problems
    assert site.url_span is not None
    assert site.body_span is not None


@pytest.mark.parametrize("code", STAYS.values(), ids=STAYS)
def test_a_body_that_is_taken_later_may_have_changed(code: str) -> None:
    (site,) = read_files({"app.py": f"{HEAD}    {code}\n"}).sites
    reasons = "; ".join(problem.message for problem in site.problems)
    assert "its body is taken when the request is sent" in reasons


@pytest.mark.parametrize("code", LISTED.values(), ids=LISTED)
def test_what_is_handed_over_and_not_known_is_listed(code: str) -> None:
    reading = read_files({"app.py": f"{HEAD}    {code}\n"})
    assert not reading.sites
    assert [mention.line for mention in reading.mentions] == [9]


def test_a_class_of_the_tree_may_submit_something_else() -> None:
    code = "    pool.submit(requests.post, URL, json=BODY, headers=HEADERS)\n"
    other = "class Pool:\n    def submit(self, work, *rest, **more):\n        print(work)\n"
    reading = read_files({"app.py": HEAD + code, "pools.py": other}, ["app.py"])
    assert not reading.sites
    assert [mention.line for mention in reading.mentions] == [9]
