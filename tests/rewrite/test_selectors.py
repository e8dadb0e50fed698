"""A wrong selector of the agent is refused: one that asks something else, or for names that aren't there."""

from __future__ import annotations

import pytest

from tests.rewrite.proving import Program

DESK = """import requests

URL = "https://companion-api.napster.com/public/connections"
HEADERS = {"X-Api-Key": "key"}


class Desk:
    def __init__(self, voice):
        self.voice = voice

    def connect(self, user):
        body = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}}
        requests.post(URL, json={**body, "externalClientId": user}, headers=HEADERS)


Desk("alloy").connect("ann")
Desk("verse").connect("bob")
"""
TOUR = """import requests

URL = "https://companion-api.napster.com/public/connections"
HEADERS = {"X-Api-Key": "key"}
VOICES = {"en": "alloy", "fr": "verse"}


def connect(user, language):
    body = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[language]}}
    requests.post(URL, json={**body, "externalClientId": user}, headers=HEADERS)
"""


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        (DESK, "[self.voice]", "[voice]"),
        (DESK, "[self.voice]", "[user]"),
        (TOUR, "[language]", "[tongue]"),
        (TOUR, "[language]", "[user]"),
    ],
    ids=["a parameter of __init__", "another parameter", "no name", "the other parameter"],
)
def test_a_wrong_selector_is_refused(text: str, right: str, wrong: str) -> None:
    program = Program({"main.py": text})
    edited = program.edited["main.py"]
    assert right in edited
    assert not program.refusals({})
    assert program.refusals({"main.py": edited.replace(right, wrong)})


def test_a_selector_before_its_name_is_bound_is_refused() -> None:
    text = TOUR.replace("    body =", "    language = user[:2]\n    body =").replace(
        "(user, language)", "(user)"
    )
    program = Program({"main.py": text})
    edited = program.edited["main.py"]
    line = next(each for each in edited.splitlines(keepends=True) if "[language]" in each)
    table = line[line.index("{") + 1 : line.index("}")] if "post(" in line else ""
    early = edited.replace(f"{{{table}}}", "{agent_id}") if table else edited.replace(line, "")
    chosen = f"    agent_id = {table}\n" if table else line
    wrong = early.replace("    language = user[:2]\n", f"{chosen}    language = user[:2]\n")
    assert wrong != edited
    assert program.refusals({"main.py": wrong})


def test_a_parameter_whose_annotation_is_words_may_choose() -> None:
    text = TOUR.replace("user, language", "user, pays: 'whether they pay'").replace(
        "VOICES[language]", '"coral" if pays else "alloy"'
    )
    assert " if pays else " in Program({"main.py": text}).edited["main.py"]
