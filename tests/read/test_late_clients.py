"""Clients that an instance makes when it is entered or first used: what they send is known.

It is only known where one method alone makes them and nothing changes them.
"""

from __future__ import annotations

import textwrap

import pytest

from migrator.model.sites import Status
from tests.plan.calls import codes, decisions

HEAD = """
import contextlib
import os
import httpx

KEY = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
BASE = "https://companion-api.napster.com"
"""
CALL = """
        return client.post("/public/connections", json={
            "companionId": "comp_a", "providerConfig": {"voiceId": "marin"}, "externalClientId": who,
        })
"""
MADE = "self._http = httpx.Client(base_url=BASE, headers=KEY)"
LAZY = f"""
class Api:
    def __init__(self):
        self._http = None

    def _client(self):
        if self._http is None:
            {MADE}
        return self._http

    def start(self, who):
        client = self._client()
{CALL}
"""
KNOWN = {
    "at the first use": LAZY,
    "by a property": LAZY.replace("    def _client", "    @property\n    def _client").replace(
        "self._client()", "self._client"
    ),
    "where it is asked for": LAZY.replace("self._client()", "self._http"),
    "again when it was closed": LAZY.replace("is None:", "is None or self._http.is_closed:"),
    "of a class attribute": LAZY.replace(
        "    def __init__(self):\n        self._http = None\n", "    _http = None\n"
    ),
    "by a coroutine": LAZY.replace("    def ", "    async def ")
    .replace("async def __init__", "def __init__")
    .replace("self._client()", "await self._client()")
    .replace("return client", "return await client")
    .replace("httpx.Client", "httpx.AsyncClient"),
    "and closed": LAZY
    + "\n    def close(self):\n        self._http.close()\n        self._http = None\n",
    "where it is entered": f"""
class Api:
    def __enter__(self):
        {MADE}
        return self

    def __exit__(self, *error):
        self._http.close()

    def start(self, who):
        client = self._http
{CALL}

def run():
    with Api() as api:
        api.start("a")
""",
}
METHOD = "\n    def other(self, key):\n        {}\n"
UNKNOWN = {
    "two methods make it": LAZY
    + METHOD.format("self._http = httpx.Client(base_url=BASE, headers={'X-Api-Key': key})"),
    "its headers are set": LAZY + METHOD.format("self._http.headers['X-Api-Key'] = key"),
    "its headers are set by another name": LAZY
    + METHOD.format("c = self._http; c.headers.update({'X-Api-Key': key})"),
    "its headers are set where it is used": LAZY.replace(
        "client = self._client()", "client = self._client()\n        client.headers['X-Api-Key'] = who"
    ),
    "another module sets it": LAZY + "\napi = Api()\napi._http = httpx.Client(headers={})\n",
    "a subclass sets it": LAZY
    + "\nclass Other(Api):\n    def _make(self, key):\n        self._http = httpx.Client(headers=key)\n",
    "it is set by name": LAZY + METHOD.format("setattr(self, key, None)"),
    "it may be given": LAZY.replace("__init__(self)", "__init__(self, http)").replace(
        "self._http = None", "self._http = http"
    ),
    "a parameter decides the key": LAZY.replace("_client(self)", "_client(self, key)")
    .replace("self._client()", "self._client(who)")
    .replace("headers=KEY", "headers={'X-Api-Key': key}"),
    "an attribute that changes decides the key": LAZY.replace(
        "self._http = None", "self._http = None\n        self.key = 'a'"
    ).replace("headers=KEY", "headers={'X-Api-Key': self.key}")
    + METHOD.format("self.key = key"),
    "the class answers for attributes": LAZY
    + "\n    def __getattr__(self, name):\n        return httpx.Client()\n",
    "it is handed to other code": LAZY + METHOD.format("key.configure(self._http)"),
}  # fmt: skip


@pytest.mark.parametrize("made", KNOWN.values(), ids=KNOWN)
def test_what_a_client_sends_that_is_made_later_is_known(made: str) -> None:
    source = textwrap.dedent(HEAD) + made
    (decision,) = decisions({"app.py": source})
    assert decision.status is Status.MIGRATE, decision.findings
    assert decision.site.client == "httpx"


@pytest.mark.parametrize("made", UNKNOWN.values(), ids=UNKNOWN)
def test_a_client_that_may_be_another_one_is_not_known(made: str) -> None:
    (decision,) = decisions({"app.py": textwrap.dedent(HEAD) + made})
    assert decision.status is Status.LEFT
    assert {"OM102", "OM105", "OM111"} & set(codes(decision))
