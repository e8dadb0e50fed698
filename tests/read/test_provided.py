"""Parameters of FastAPI's routes: what `Depends` gives them is known where nothing else may."""

from __future__ import annotations

import pytest

from migrator.model.values import FromEnv, Known, Record
from tests.read.reading import read_files

APP = """
import os
from functools import lru_cache
from typing import Annotated

import requests
from fastapi import Depends, FastAPI

app = FastAPI()


class Settings:
    def __init__(self):
        self.voice = os.environ["VOICE"]
        self.url = "https://companion-api.napster.com"


@lru_cache
def get_settings() -> Settings:
    return Settings()


def get_voice(voice: str = "alloy"):
    return voice


{route}
    return requests.post(
        "https://companion-api.napster.com/public/connections",
        json={{"companionId": "c", "providerConfig": {{"voiceId": {voice}}}}},
    ).json()
"""
BY_DEFAULT = "@app.post('/sessions')\ndef open_desk(settings: Settings = Depends(get_settings)):"
ANNOTATED = (
    "@app.post('/sessions')\n"
    "async def open_desk(settings: Annotated[Settings, Depends(get_settings)]):"
)


def voice(files: dict[str, str]) -> object:
    """What is known of the voice that the call sends."""
    (site,) = read_files(files).sites
    assert isinstance(site.body, Record)
    entry = site.body.get("providerConfig")
    assert entry is not None
    assert isinstance(entry.value, Record)
    sent = entry.value.get("voiceId")
    assert sent is not None
    return sent.value


@pytest.mark.parametrize("route", [BY_DEFAULT, ANNOTATED], ids=["by default", "annotated"])
def test_a_route_gets_what_its_dependency_returns(route: str) -> None:
    found = voice({"main.py": APP.format(route=route, voice="settings.voice")})
    assert isinstance(found, FromEnv)
    assert found.name == "VOICE"


@pytest.mark.parametrize(
    ("route", "others"),
    [
        (BY_DEFAULT, {"other.py": "from main import open_desk\nopen_desk(settings=None)\n"}),
        (BY_DEFAULT, {"other.py": "from main import app\napp.dependency_overrides[1] = 2\n"}),
        (BY_DEFAULT.replace("@app.post('/sessions')\n", ""), {}),
        (BY_DEFAULT.replace("@app", "@traced\n@app"), {}),
        (BY_DEFAULT.replace("get_settings", "Settings"), {}),
        ("from .di import Depends\n" + BY_DEFAULT, {}),
    ],
    ids=["called", "overridden", "no route", "wrapped", "a class", "another Depends"],
)
def test_a_parameter_that_others_may_give_is_not_known(route: str, others: dict[str, str]) -> None:
    found = voice({"main.py": APP.format(route=route, voice="settings.voice"), **others})
    assert not isinstance(found, FromEnv | Known)


def test_what_a_dependency_takes_from_the_request_is_not_known() -> None:
    route = "@app.post('/sessions')\ndef open_desk(voice: str = Depends(get_voice)):"
    assert not isinstance(voice({"main.py": APP.format(route=route, voice="voice")}), Known)
