"""Every error body the API is known to give becomes one refusal with a code and a message."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from migrator.create.answers import moment_of, refusal

LIMIT = {"code": "AgentLimitExceeded", "description": "100 agents.", "type": 3, "numericType": 3}
NAME = {
    "code": "name",
    "description": "'name' must not be empty.",
    "type": "validation",
    "numericType": 2,
}


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        (json.dumps(LIMIT), "AgentLimitExceeded", "100 agents."),
        (json.dumps([NAME]), "name", "'name' must not be empty."),
        (json.dumps([NAME, LIMIT]), "name", "'name' must not be empty.; 100 agents."),
        (
            json.dumps(
                {"title": "Invalid.", "status": 400, "errors": {"CompanionId": ["Needed."]}}
            ),
            "",
            "Invalid.: CompanionId: Needed.",
        ),
        (
            json.dumps({"type": "https://x", "title": "Unauthorized", "status": 401}),
            "",
            "Unauthorized",
        ),
        (json.dumps({"errors": {"A": "one text"}}), "", "A: one text"),
        ("", "", "Bad Request"),
        ("[]", "", "Bad Request"),
        ("null", "", "Bad Request"),
        ("  <!doctype html><h1>Oops</h1>", "", "Bad Request"),
        ("plain words", "", "plain words"),
        (json.dumps({"message": "Forbidden"}), "", "Forbidden"),
        (
            json.dumps({"title": "Bad.", "errors": [NAME, "odd"]}),
            "",
            f"Bad.: {NAME['description']}: odd",
        ),
        ("[" * 100_000, "", "[" * 499 + "…"),
        ('"a JSON text"', "", "a JSON text"),
        ('{"code": 7, "description": null}', "", "Bad Request"),
        ("evil\x1b[31m\nlines", "", "evil [31m lines"),
    ],
)
def test_error_bodies(body: str, code: str, message: str) -> None:
    error = refusal(400, {}, body)

    assert (error.code, error.message) == (code, message)


def test_a_long_message_is_shortened() -> None:
    assert len(refusal(400, {}, "x" * 10_000).message) == 500


def test_an_unknown_status_has_a_message_too() -> None:
    assert str(refusal(599, {}, "")) == "The API answered 599: no explanation"


def test_a_redirect_names_its_goal() -> None:
    error = refusal(302, {"location": "https://elsewhere.example/"}, "")

    assert "https://elsewhere.example/" in error.message


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        ("1.5", 1.5),
        (" 0 ", 0.0),
        ("soon", None),
        ("9" * 400, None),
        ("-3", None),
        ("٣", None),
        ("", None),
    ],
)
def test_retry_after_in_seconds(value: str, seconds: float | None) -> None:
    assert refusal(429, {"retry-after": value}, "").retry_after == seconds


def test_retry_after_as_a_date() -> None:
    now = datetime.now(UTC)
    later = format_datetime(now + timedelta(minutes=2), usegmt=True)
    earlier = format_datetime(now - timedelta(minutes=2), usegmt=True)

    assert refusal(429, {"retry-after": later}, "").retry_after == pytest.approx(120, abs=5)
    assert refusal(429, {"retry-after": earlier}, "").retry_after == 0.0


def test_retry_after_as_a_date_is_told_by_the_clock_that_it_comes_from() -> None:
    headers = {
        "retry-after": "Wed, 01 Jan 2020 00:01:30 GMT",
        "date": "Wed, 01 Jan 2020 00:00:00 GMT",
    }

    assert refusal(503, headers, "").retry_after == 90.0


@pytest.mark.parametrize(
    "date", ["", "soon", "Mon, 1 Jan 99999999999999999999 00:00:00 GMT", "32 Jan"]
)
def test_a_date_that_is_none_is_no_moment(date: str) -> None:
    assert moment_of(date) is None
