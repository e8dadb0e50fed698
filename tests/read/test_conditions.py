"""The conditions under which keys and values are sent, as the code has them."""

from __future__ import annotations

from migrator.model.values import Entry, OneOf, Record
from tests.read.reading import read_files

PROGRAM = """
import requests


def connect(premium, loud):
    body = {}
    if premium:
        body["language"] = "fr"
        body["tags"] = {}
    else:
        body["language"] = "en"
        body["modality"] = "text"
    if not loud:
        body["initialSpeech"] = "hi"
    elif premium:
        body["externalClientId"] = "x"
    requests.post("https://companion-api.napster.com/public/connections", json=body)
"""


def entry(key: str) -> Entry:
    [site] = read_files({"app.py": PROGRAM}).sites
    assert isinstance(site.body, Record)
    return next(each for each in site.body.entries if each.key == key)


def test_keys_of_two_branches_have_opposite_conditions() -> None:
    assert [each.text for each in entry("tags").when] == ["premium"]
    assert [each.text for each in entry("modality").when] == ["not (premium)"]


def test_values_of_two_branches_have_opposite_conditions() -> None:
    language = entry("language").value
    assert isinstance(language, OneOf)
    assert [case.when.text for case in language.cases] == ["premium", "not (premium)"]


def test_the_opposite_of_an_opposite_is_the_condition_itself() -> None:
    assert [each.text for each in entry("initialSpeech").when] == ["not loud"]
    assert [each.text for each in entry("externalClientId").when] == ["premium", "not (not loud)"]
