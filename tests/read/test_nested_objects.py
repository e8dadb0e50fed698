"""Objects that hold others, given by the callers of what sends: what they have in common is known."""

from __future__ import annotations

import pytest

from migrator.model.values import PerRequest, Record
from tests.read.reading import read_files, shown_site

NESTED = """
import os
from dataclasses import asdict, dataclass, field

import requests


@dataclass
class Voice:
    temperature: float = 0.6


@dataclass
class Config:
    user: str
    voice: Voice = field(default_factory=Voice)


SHARED = Voice()


def start(config):
    settings = asdict(config.voice)
    body = {"companionId": "c", "providerConfig": {"voiceId": "v", "settings": settings}}
    requests.post("https://companion-api.napster.com/public/connections", json=body)


def first(user):
    start(Config(user))


"""


@pytest.mark.parametrize(
    ("second", "is_known"),
    [
        ("def second(user):\n    start(Config(user))\n", True),
        ("def second(user):\n    start(Config(user, Voice(0.7)))\n", False),
        ("def second(user, voice):\n    start(Config(user, voice))\n", False),
        (
            "def second(user):\n    c = Config(user)\n    c.voice.temperature = 0.7\n    start(c)\n",
            False,
        ),
        (
            "def second(user):\n    SHARED.temperature = user\n    start(Config(user, SHARED))\n",
            False,
        ),
        (
            """def other():
    SHARED.temperature = 0.9


def second(user):
    start(Config(user, SHARED))
""",
            False,
        ),
    ],
)
def test_objects_in_the_objects_that_callers_give(second: str, is_known: bool) -> None:
    [site] = read_files({"main.py": NESTED + second}).sites
    assert ("0.6" in shown_site(site) and not site.problems) is is_known, shown_site(site)


def test_an_object_that_is_no_data_is_told_by_its_name() -> None:
    source = (
        "import outside\nimport requests\n\n\ndef start():\n    body = {'companionId': outside.THING}\n"
        "    requests.post('https://companion-api.napster.com/public/connections', json=body)\n"
    )
    [site] = read_files({"main.py": source}).sites
    assert isinstance(site.body, Record)
    entry = site.body.get("companionId")
    assert entry is not None
    assert isinstance(entry.value, PerRequest)
    assert entry.value.text == "outside.THING"
