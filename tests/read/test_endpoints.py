"""Addresses that lead to an endpoint, though they aren't spelt like it."""

from __future__ import annotations

import pytest

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
