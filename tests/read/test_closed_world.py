"""What all callers of a function give it is known, when the tree holds every one of them."""

from __future__ import annotations

import pytest

from migrator.find.tree import SourceTree
from migrator.read.sites import read_sites
from tests.read.reading import NOWHERE, PACK, read_files, shown
from tests.read.test_callers import BODY, only

SERVICE = """
import requests


class Service:
    def __init__(self, key, companion):
        self.key = key
        self.companion = companion

    def start(self, user):
        return requests.post(
            "https://companion-api.napster.com/public/connections",
            json={"companionId": self.companion, "externalClientId": user},
            headers={"X-Api-Key": self.key},
        )
"""
ONE = "from service import Service\n\nservice = Service('k', 'c')\n"


def test_what_every_caller_gives_is_known() -> None:
    """Also where a caller stands in a file that names nothing of the API."""
    other = "from service import Service\n\n\ndef again():\n    return Service('k', 'c')\n"
    files = {"service.py": SERVICE, "one.py": ONE, "two.py": other}
    site = only(read_files(files, ["service.py"]))
    assert (shown(site.api_key), shown(site.body)) == (
        '"k"',
        '{companionId: "c", externalClientId: ?}',
    )


FILES = {"service.py": SERVICE, "one.py": ONE}


@pytest.mark.parametrize(
    ("path", "text"),
    [("pyproject.toml", 'serve = "service:Service"'), ("setup.cfg", "serve = service.Service")],
)
def test_configuration_may_name_who_calls_it(path: str, text: str) -> None:
    site = only(read_files({**FILES, path: text}, ["service.py"]))
    assert shown(site.body) == "{companionId: ?, externalClientId: ?}"


@pytest.mark.parametrize(
    "path", ["omniagents.toml", "omniagent.lock.json", "app/.migrator-baseline.json"]
)
def test_our_own_files_name_functions_for_people_alone(path: str) -> None:
    """After an apply they name what opens sessions, and the next plan reads the code as before."""
    text = 'call_sites = ["service.py::Service.start#1", "service.Service"]'
    site = only(read_files({**FILES, path: text}, ["service.py"]))
    assert shown(site.body) == '{companionId: "c", externalClientId: ?}'


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("from service import Service\nx = Service('k', 'd')\n", "disagree: one.py:3, two.py:2"),
        ("import service\nx = service.Service('k', input())\n", "disagree: one.py:3, two.py:2"),
        ("from service import Service\nx = register(Service)\n", "handed on at two.py:2"),
        ("from service import Service as S\nMAKERS = [S]\n", "handed on at two.py:2"),
        ("import service\nx = getattr(service, 'Service')('k', 'd')\n", "by its name at two.py:2"),
        (
            (
                "from service import Service\nclass Sub(Service):\n"
                "    def __init__(self):\n        super().__init__('k', 'd')\nx = Sub()\n"
            ),
            "disagree: one.py:3, two.py:4",
        ),
        (
            "from service import Service\nclass Sub(Service):\n    pass\nx = Sub('k', 'd')\n",
            "disagree: one.py:3, two.py:4",
        ),
        (
            "def make(factory):\n    return factory.Service('k', 'd')\n",
            "what is called at two.py:2",
        ),
    ],
    ids=["differs", "input", "handed on", "alias", "getattr", "super", "subclass", "unknown"],
)
def test_callers_that_may_differ_leave_a_parameter_unknown(other: str, why: str) -> None:
    files = {"service.py": SERVICE, "one.py": ONE, "two.py": other}
    site = only(read_files(files, ["service.py"]))
    assert shown(site.body) == "{companionId: ?, externalClientId: ?}"
    assert why in str(site.body)


def test_the_key_of_a_test_is_no_other_project() -> None:
    """A test that really called the API with another key would be refused there, and loudly."""
    test = (
        "from service import Service\n\n\ndef test_it(monkeypatch):\n"
        "    monkeypatch.setattr('service.Service', print)\n"
        "    check(Service)\n"
        "    Service('fake', 'c').start('u')\n"
    )
    files = {"service.py": SERVICE, "one.py": ONE, "tests/test_service.py": test}
    assert shown(only(read_files(files, ["service.py"])).api_key) == '"k"'


def test_the_companion_of_a_test_is_another_agent() -> None:
    test = "from service import Service\n\nService('k', 'c_of_test').start('u')\n"
    files = {"service.py": SERVICE, "one.py": ONE, "tests/test_service.py": test}
    site = only(read_files(files, ["service.py"]))
    assert shown(site.body) == "{companionId: ?, externalClientId: ?}"
    assert "disagree: one.py:3, tests/test_service.py:3" in str(site.body)


def test_a_library_is_not_a_closed_world() -> None:
    files = {"service.py": SERVICE, "one.py": ONE, "setup.py": ""}
    exported = {**files, "service.py": f"{SERVICE}\n__all__ = ['Service']\n"}
    assert shown(only(read_files(files)).api_key) == '"k"'
    assert shown(only(read_files(exported)).api_key) == "?"


def test_a_closed_world_is_a_choice() -> None:
    files = {"service.py": SERVICE.encode(), "one.py": ONE.encode()}
    tree = SourceTree(NOWHERE, []).with_files(files)
    assert (
        shown(only(read_sites(tree, PACK, (), ["service.py"], closed_world=False)).api_key) == "?"
    )
    assert shown(only(read_sites(tree, PACK, (), ["service.py"])).api_key) == '"k"'


@pytest.mark.parametrize(
    ("signature", "spread", "calls"),
    [
        ("**extra", "extra", "start(externalClientId='u')\nstart(tags={'a': 'b'})\n"),
        ("extra=None", "(extra or {})", "start({'externalClientId': 'u'})\nstart()\n"),
    ],
)
def test_what_callers_add_to_a_body_is_known_by_its_keys(
    signature: str, spread: str, calls: str
) -> None:
    url = "https://companion-api.napster.com/public/connections"
    program = f"import requests\n\n\ndef start({signature}):\n"
    program += f"    requests.post('{url}', json={{**{BODY}, **{spread}}})\n\n\n{calls}"
    site = only(read_files({"app.py": program}))
    assert 'companionId: "c", providerConfig: {voiceId: "v"}' in shown(site.body)
    assert "externalClientId?: " in shown(site.body)
    assert "..." not in shown(site.body)
    handed_on = read_files({"app.py": program, "two.py": "import app\nlater = app.start\n"})
    assert "..." in shown(only(handed_on).body)


def test_a_client_that_is_given_is_the_one_that_the_only_caller_makes() -> None:
    program = f"""
import httpx


class Client:
    def __init__(self, http):
        self._http = http

    async def open(self):
        return await self._http.post("/public/connections", json={BODY})


async def main():
    base = "https://companion-api.napster.com"
    async with httpx.AsyncClient(base_url=base, headers={{"X-Api-Key": "k"}}) as made:
        return Client(made)
"""
    site = only(read_files({"app.py": program}))
    assert (site.client, shown(site.api_key), site.problems) == ("httpx", '"k"', ())
