"""What a comprehension over constants gives a function that sends: one of a few, if it runs there."""

from __future__ import annotations

import pytest

from migrator.model.values import Known, PerRequest, Record
from tests.read.reading import read_files

MAIN = """
import asyncio
import requests

COMPANIONS = ["a", "b"]


def open_one(companion):
    body = {{"companionId": companion, "providerConfig": {{"voiceId": "ash"}}}}
    return requests.post("https://companion-api.napster.com/public/connections", json=body)


def start(wanted):
    {call}
"""
KNOWN = [
    "return [open_one(c) for c in COMPANIONS]",
    "return {c: open_one(c) for c in COMPANIONS}",
    "return asyncio.gather(*(open_one(c) for c in COMPANIONS))",
    "return list(open_one(c) for c in COMPANIONS)",
    "return [open_one(c) for c in COMPANIONS if c in wanted]",
]
UNKNOWN = [
    "return (open_one(c) for c in COMPANIONS)",
    "late = (open_one(c) for c in COMPANIONS)\n    return late",
    "return [open_one(c) for c in wanted]",
    "return [open_one(c) for c in COMPANIONS + wanted]",
    "COMPANIONS.append(wanted)\n    return [open_one(c) for c in COMPANIONS]",
]


def choices(call: str) -> list[object]:
    (site,) = read_files({"main.py": MAIN.format(call=call)}).sites
    assert isinstance(site.body, Record)
    entry = site.body.get("companionId")
    assert entry is not None
    assert isinstance(entry.value, PerRequest)
    choice = entry.value.choice
    return [] if choice is None else [case.value for case in choice.cases]


@pytest.mark.parametrize("call", KNOWN)
def test_it_is_one_of_the_constants(call: str) -> None:
    assert choices(call) == [Known("a"), Known("b")]


@pytest.mark.parametrize("call", UNKNOWN)
def test_it_may_be_anything(call: str) -> None:
    assert choices(call) == []
