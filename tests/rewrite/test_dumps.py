"""Calls that send a dump of a data object: they get a body of their own, or stay and say why."""

from __future__ import annotations

import pytest

from tests.rewrite.proving import Program

HEAD = """import os
import uuid
from dataclasses import asdict, dataclass

import requests
from pydantic import BaseModel, ConfigDict, field_serializer

BASE = "https://companion-api.napster.com"


class Profile(BaseModel):
    name: str


class Body(BaseModel):
    companionId: str
    providerConfig: dict[str, str]
    externalClientId: str
    tags: dict[str, str] | None = None
    externalClientProfile: Profile | None = None


def open_it(user: str, tags: dict, other: str):
"""
MADE = (
    '    body = Body(companionId="c", providerConfig={"voiceId": "ash"}, externalClientId=user)\n'
)
POST = "    return requests.post({url}, json={body}, headers={{'X-Api-Key': os.environ['K']}})\n"
DUMP = "body.model_dump(exclude_none=True)"
OWN = '**({"externalClientId": user} if user is not None else {})'


def source(before: str, body: str = DUMP, head: str = HEAD) -> str:
    return head + before + POST.format(url='f"{BASE}/public/connections"', body=body)


def refusal(text: str) -> str:
    failures = Program({"main.py": text}).edits.failures
    return " ".join(failure.message for failure in failures.values())


@pytest.mark.parametrize(
    ("statements", "reason"),
    [
        (MADE + "    print(body)\n", "`body` is used besides"),
        (MADE + "    body.externalClientId = other\n", "`body` is used besides"),
        (MADE.replace("=user", "=str(uuid.uuid4())"), "is made before the call"),
        (MADE.replace("=user", "=user, tags=tags"), "The type of `tags` may change"),
        (
            MADE.replace("=user", "=user, externalClientProfile=Profile(name=other)"),
            "The type of `externalClientProfile` may change",
        ),
        (
            f"    try:\n    {MADE}    except ValueError:\n        return None\n",
            "under another condition",
        ),
    ],
)
def test_a_call_stays_when_its_own_body_could_differ(statements: str, reason: str) -> None:
    assert reason in refusal(source(statements))


def test_a_name_that_means_another_value_at_the_call_is_not_taken() -> None:
    assert "externalClientId would not be what it was" in refusal(
        source(MADE + "    user = other\n")
    )


HONEST = Program({"main.py": source(MADE)})


def test_the_own_body_is_proved() -> None:
    assert OWN in HONEST.edited["main.py"]
    assert MADE not in HONEST.edited["main.py"]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"externalClientId": user}', '"externalClientId": other}', "externalClientId would not"),
        ("if user is not None", "if other is not None", "externalClientId would not"),
        ("if user is not None", "if user", "externalClientId would not"),
        ("    externalClientId: str\n", "    externalClientId: int\n", "changed too"),
        ("    return requests", "    Body\n    return requests", "changed too"),
        ("    return requests", "    user = str(user)\n    return requests", ""),
    ],
)
def test_a_wrong_own_body_is_not_proved(old: str, new: str, reason: str) -> None:
    text = HONEST.edited["main.py"]
    assert old in text
    refused = HONEST.refusals({"main.py": text.replace(old, new)})
    assert refused
    assert all(reason in why for why in refused.values()), refused


SERIALIZER = """    @field_serializer("externalClientId")
    def written(self, value: str) -> str:
        print(value)
        return value
"""
TAGS = "    tags: dict[str, str] | None = None\n"


@pytest.mark.parametrize(
    "more",
    [SERIALIZER, "    model_config = ConfigDict(str_to_lower=True)\n"],
)
def test_a_model_that_does_more_than_hold_its_fields_is_not_taken_apart(more: str) -> None:
    head = HEAD.replace(TAGS, f"{TAGS}{more}")
    program = Program({"main.py": source(MADE, head=head)})
    assert not program.edits.texts
