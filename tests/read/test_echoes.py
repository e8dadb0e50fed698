"""What a request asked for can be read from its answer; then the call stays."""

from __future__ import annotations

import pytest

from tests.read.reading import read_files

HEAD = """
import asyncio
import logging
import os
import urllib.request
import aiohttp
import httpx
import requests
logger = logging.getLogger(__name__)
URL = "https://companion-api.napster.com/public/connections"
HEADERS = {"X-Api-Key": os.environ["KEY"]}
PAYLOAD = {"companionId": "c"}
"""
READ = {
    "at once": """
def start():
    return requests.post(URL, json=PAYLOAD, headers=HEADERS).url
""",
    "from a block": """
async def start(session: aiohttp.ClientSession):
    async with session.post(URL, json=PAYLOAD, headers=HEADERS) as answer:
        return answer.request_info.url, await answer.json()
""",
    "after waiting": """
async def start(client: httpx.AsyncClient):
    answer = await client.post(URL, json=PAYLOAD, headers=HEADERS)
    assert str(answer.url).endswith("/connections")
""",
    "by callers of callers": """
def post():
    return requests.post(URL, json=PAYLOAD, headers=HEADERS)
def start():
    answer = post()
    answer.raise_for_status()
    return answer
def main():
    print(start().request.body)
""",
    "from a request that was built": """
def start(client: httpx.Client):
    request = client.build_request("POST", URL, json=PAYLOAD, headers=HEADERS)
    print(request.content)
    return client.send(request)
""",
    "from the answer to a request that was built": """
def start(client: httpx.Client):
    request = client.build_request("POST", URL, json=PAYLOAD, headers=HEADERS)
    answer = client.send(request)
    print(answer.url)
""",
    "by a method that is given it": """
class Desk:
    def check(self, answer):
        if "ws" in answer.url:
            raise ValueError(answer.url)
    def start(self):
        answer = requests.post(URL, json=PAYLOAD, headers=HEADERS)
        self.check(answer)
        return answer.json()
""",
}
READ |= {
    "by another method, from the object that keeps it": """
class Desk:
    def start(self):
        self.answer = requests.post(URL, json=PAYLOAD, headers=HEADERS)
    def told(self):
        return self.answer.url
""",
    "under another name": """
def start():
    answer = requests.post(URL, json=PAYLOAD, headers=HEADERS)
    same = answer
    return same.url
""",
    "out of a dict": """
def start():
    answers = {"last": requests.post(URL, json=PAYLOAD, headers=HEADERS)}
    return answers["last"].url
""",
    "by its name as text": """
def start():
    answer = requests.post(URL, json=PAYLOAD, headers=HEADERS)
    return getattr(answer, ".url"[1:])
""",
    "by what is given it by keyword": """
def check(answer):
    return answer.url
def start():
    return check(answer=requests.post(URL, json=PAYLOAD, headers=HEADERS))
""",
    "from a task": """
async def start(client):
    task = asyncio.create_task(httpx.AsyncClient().post(URL, json=PAYLOAD, headers=HEADERS))
    answer = await task
    return answer.url
""",
    "from several answers": """
async def start(users):
    async with httpx.AsyncClient() as client:
        answers = await asyncio.gather(
            *(client.post(URL, json=PAYLOAD, headers=HEADERS) for user in users)
        )
    return [answer.url for answer in answers]
""",
    "from what a failing one raises": """
def start():
    try:
        requests.post(URL, json=PAYLOAD, headers=HEADERS).raise_for_status()
    except requests.HTTPError as error:
        return error.request.url
""",
}
READ |= {
    "by an exception, for those who catch it": """
class Failed(Exception):
    def __init__(self, answer):
        self.answer = answer
    def where(self):
        return f"{self.answer.request.url}"
def start():
    answer = requests.post(URL, json=PAYLOAD, headers=HEADERS)
    raise Failed(answer)
""",
    "by the text of what is no exception": """
class Told:
    def __init__(self, answer):
        self.answer = answer
    def __str__(self):
        return f"{self.answer.request.url}"
def start():
    return Told(requests.post(URL, json=PAYLOAD, headers=HEADERS))
""",
}
NOT_READ = {
    "in the text of an exception that keeps it": """
class Failed(Exception):
    def __init__(self, answer):
        self.answer = answer
    def __str__(self):
        return f"{self.answer.request.url}: {self.answer.json()}"
def start():
    answer = requests.post(URL, json=PAYLOAD, headers=HEADERS)
    if not answer.ok:
        raise Failed(answer)
    return answer.json()
""",
    "in another exception": """
def start():
    try:
        requests.post(URL, json=PAYLOAD, headers=HEADERS).raise_for_status()
    except requests.HTTPError as error:
        raise RuntimeError(f"{error.request.url} failed") from error
""",
    "of an object that goes in circles": """
class Desk:
    def start(self):
        self.answer = requests.post(URL, json=PAYLOAD, headers=HEADERS)
    def swap(self):
        other = self.answer
        self.answer = other
        return other.json()
""",
    "in a log": """
def start():
    answer = requests.post(URL, json=PAYLOAD, headers=HEADERS)
    logger.info("%s answered %s", answer.url, answer.status_code)
    return answer.json()["url"]
""",
    "of what was answered": """
def post():
    return requests.post(URL, json=PAYLOAD, headers=HEADERS).json()
def start():
    answer = post()
    print(answer.url)
""",
    "of another request": """
def start():
    answer = requests.post(URL, json=PAYLOAD, headers=HEADERS)
    other = requests.get("https://example.com")
    print(other.url, other.request.headers)
    return answer.content
""",
}


def obstacles(source: str) -> list[str]:
    (site,) = read_files({"app.py": HEAD + source}).sites
    return [each.message for each in site.problems if each.code == "OM109"]


@pytest.mark.parametrize("source", READ.values(), ids=READ)
def test_a_call_stays_whose_request_is_read_from_the_answer(source: str) -> None:
    (reason,) = obstacles(source)
    place = reason.removeprefix("what it asked for is read from the answer at app.py:")
    line = (HEAD + source).splitlines()[int(place) - 1]
    assert ".url" in line or ".request" in line or ".content" in line


@pytest.mark.parametrize("source", NOT_READ.values(), ids=NOT_READ)
def test_other_readers_are_no_obstacle(source: str) -> None:
    assert not obstacles(source)
