"""Functions that are given other code, or other defaults, after they were defined."""

from __future__ import annotations

import pytest

from tests.read.reading import read_files, shown_site

MAIN = """
import requests


def voice(kind="alloy", *, other="ash"):
    return kind


{also}
def start():
    body = {{"companionId": "c", "providerConfig": {{"voiceId": {given}}}}}
    requests.post("https://companion-api.napster.com/public/connections", json=body)
"""
REMADE = [
    "voice.__code__ = start.__code__\n",
    "voice.__defaults__ = ('verse',)\n",
    "voice.__kwdefaults__ = {'other': 'verse'}\n",
    "voice.__kwdefaults__['other'] = 'verse'\n",
    "voice.__kwdefaults__.update(other='verse')\n",
    "def later():\n    setattr(voice, '__code__', start.__code__)\n",
    "other = voice\nother.__code__ = start.__code__\n",
]


@pytest.mark.parametrize("remade", REMADE)
def test_what_it_gives_isnt_known(remade: str) -> None:
    source = MAIN.format(also="", given="voice()")
    assert '"alloy"' in shown_site(read_files({"main.py": source}).sites[0])
    for files in (
        {"main.py": source + remade},
        {"main.py": source, "other.py": f"from main import start, voice\n{remade}"},
    ):
        assert '"alloy"' not in shown_site(read_files(files).sites[0])


def test_code_that_only_looks_at_it_changes_nothing() -> None:
    source = MAIN.format(also="", given="voice()") + "print(voice.__code__.co_name == 'voice')\n"
    assert '"alloy"' in shown_site(read_files({"main.py": source}).sites[0])


def test_a_lambda_may_be_any_function_of_its_file() -> None:
    source = MAIN.format(also="tone = lambda: 'alloy'\n", given="tone()")
    assert '"alloy"' in shown_site(read_files({"main.py": source}).sites[0])
    remade = source + "pick = tone\npick.__code__ = start.__code__\n"
    assert '"alloy"' not in shown_site(read_files({"main.py": remade}).sites[0])


@pytest.mark.parametrize(
    ("calling", "elsewhere", "is_known"),
    [
        ("", "def fix(voice):\n    voice.__defaults__ = ('verse',)\n", True),
        ("from library.fixing import fix\nfix(voice)\n", "voice = 1\nx.__defaults__ = ()\n", False),
        ("", "from app.main import voice\nvoice.__defaults__ = ('verse',)\n", False),
    ],
)
def test_code_of_another_package_counts_where_one_says_the_other(
    calling: str, elsewhere: str, is_known: bool
) -> None:
    source = MAIN.format(also="", given="voice()")
    files = {"app/__init__.py": "", "app/main.py": source, "app/other.py": calling}
    files |= {"library/__init__.py": "", "library/fixing.py": elsewhere}
    (site,) = read_files(files).sites
    assert ('"alloy"' in shown_site(site)) == is_known
