"""Addresses that lead to an endpoint, though they aren't spelt like it."""

from __future__ import annotations

import pytest

from migrator.model.values import FromEnv, Known, PerRequest
from tests.read.reading import read_files, shown_site

SOURCE = """
import os
import requests
BASE = os.environ["NAPSTER_BASE_URL"]
def start(user):
    return requests.post({url}, json={{"companionId": "c"}})
"""
WITH_MORE = {
    '"https://companion-api.napster.com/public/connections?trace=1"': "?trace=1",
    'f"https://companion-api.napster.com/public/connections?user={user}"': "?user={user}",
    'f"{BASE}/public/connections?user={user}&v=2"': "?user={user}&v=2",
    '"https://companion-api.napster.com/public/connections/"': "/",
    'BASE + "/public/connections/"': "/",
    '"https://companion-api.napster.com//public/connections"': "/",
}
THE_SAME = (
    '"https://companion-api.napster.com:443/public/connections"',
    '"https://Companion-API.napster.com/public/connections"',
)
ANOTHER = (
    '"https://companion-api.napster.com:8443/public/connections"',
    '"https://companion-api.napster.com/public/connections/1"',
    '"https://companion-api.napster.com/public/connections/1?of=2"',
    '"https://companion-api.napster.com/search?q=/public/connections"',
    'f"{BASE}/search?next=/public/connections"',
)


@pytest.mark.parametrize(("url", "more"), WITH_MORE.items())
def test_a_url_with_more_than_the_endpoint_is_a_site_that_stays(url: str, more: str) -> None:
    (site,) = read_files({"app.py": SOURCE.format(url=url)}).sites
    assert shown_site(site) == 'connections {companionId: "c"}'
    assert [each.message for each in site.problems if each.code == "OM109"] == [
        f"its URL has more than the endpoint: {more}"
    ]


@pytest.mark.parametrize("url", THE_SAME)
def test_spellings_that_mean_the_same_are_the_same(url: str) -> None:
    (site,) = read_files({"app.py": SOURCE.format(url=url)}).sites
    assert shown_site(site) == 'connections {companionId: "c"}'
    assert not site.problems


@pytest.mark.parametrize("url", ANOTHER)
def test_other_addresses_are_no_sites(url: str) -> None:
    assert not read_files({"app.py": SOURCE.format(url=url)}).sites


def test_why_a_key_is_not_known_is_told() -> None:
    """Headers that something may have changed, and a client that is nothing known."""
    changed = """\
import os
import requests

def start(companion, tidy):
    headers = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
    tidy(headers)
    requests.post(
        "https://companion-api.napster.com/public/connections",
        json={"companionId": companion},
        headers=headers,
    )
"""
    given = """\
class Sessions:
    def __init__(self, client):
        self._client = client

    def start(self, companion):
        return self._client.post("/public/connections", json={"companionId": companion})
"""
    whys = {}
    for name, text in (("changed", changed), ("given", given)):
        (site,) = read_files({"app.py": text}, ["app.py"]).sites
        assert isinstance(site.api_key, PerRequest)
        whys[name] = site.api_key.why
    assert whys == {
        "changed": "the headers may be changed: it was passed to tidy()",
        "given": "what sends the call isn't known, nor the headers that it adds",
    }


VARS = """
import os
import requests
def start(user, notes, session=None):
    session = session or requests.Session()
    headers = {{"X-Api-Key": os.environ["NAPSTER_API_KEY"]}}
    extra = {{k: v for k, v in vars({given}).items() if v is not None}}
    body = {{"companionId": "c", "externalClientProfile": extra}}
    url = "https://companion-api.napster.com/public/connections"
    return requests.post(url, json=body, headers=headers)
"""


@pytest.mark.parametrize(("given", "known"), [("notes", True), ("", False)])
def test_what_vars_reaches(given: str, known: bool) -> None:
    """The attributes of one object, or every name where it is called."""
    (site,) = read_files({"app.py": VARS.format(given=given)}, ["app.py"]).sites
    assert isinstance(site.api_key, FromEnv) is known


def test_what_decides_an_address_is_told() -> None:
    source = """
import requests
BASE = "https://companion-api.napster.com"
def start(user, quiet, more):
    url = f"{BASE}/public/connections"
    if more:
        url += "?" + more
    requests.post(url, json={"companionId": user})
"""
    (site,) = read_files({"app.py": source}, ["app.py"]).sites
    assert [problem.message for problem in site.problems] == [
        "looks like a session call, but its URL isn't known: it is one of several, `more` decides"
    ]


@pytest.mark.parametrize(
    "url", ['f"{BASE}/api/public/connections"', 'BASE + "/v1/public/connections"']
)
def test_a_prefix_on_an_unknown_host_is_told(url: str) -> None:
    """It may be a proxy that takes the prefix away, so the call isn't passed over in silence."""
    (site,) = read_files({"app.py": SOURCE.format(url=url)}).sites
    assert "stands before the endpoint's path" in site.problems[0].message


def test_a_prefix_on_a_known_host_is_another_address() -> None:
    url = '"https://companion-api.napster.com/api/public/connections"'
    assert not read_files({"app.py": SOURCE.format(url=url)}).sites


@pytest.mark.parametrize("test", ["staging", "not staging"])
def test_a_base_url_that_one_branch_sets_is_not_known(test: str) -> None:
    source = (
        "import httpx\n\n\ndef start(staging):\n"
        '    client = httpx.Client(base_url="https://companion-api.napster.com")\n'
        f"    if {test}:\n        client.timeout = 9\n    else:\n"
        '        client.base_url = "https://companion-api.napster.com/"\n'
        '    client.post("/public/connections", json={"companionId": "c"})\n'
    )
    (site,) = read_files({"app.py": source}).sites
    assert not isinstance(site.base_url, Known)
