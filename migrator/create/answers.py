"""Error answers of the API in one shape, whichever of the documented ones they came in.

Source: docs/api-reference, docs/introduction/limits; arrays and ProblemDetails seen live.
"""

from __future__ import annotations

import json
import math
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from migrator.create.failures import ApiBusy, ApiRefusal
from migrator.model.json_types import Json

_LONGEST_MESSAGE = 500
# Those of ProblemDetails, and what gateways in front of an API say.
_PROBLEM_MEMBERS = ("title", "detail", "message", "error")


def refusal(
    status: int, headers: Mapping[str, str], text: str, *, longest_wait: float = math.inf
) -> ApiRefusal:
    """The refusal that an error answer of this status, headers and body text stands for.

    One that asks to wait longer than `longest_wait` seconds is an ApiBusy.
    """
    code, message = _explanation(text)
    if 300 <= status < 400:
        message = f"redirects are not followed (to {headers.get('location', 'nowhere')})"
    after = _retry_after(headers)
    kind = ApiRefusal if after is None or after <= longest_wait else ApiBusy
    return kind(status, _line(code), _line(message) or _phrase(status), after)


def _explanation(text: str) -> tuple[str, str]:
    try:
        body: Json = json.loads(text)
    except (ValueError, RecursionError):
        return "", "" if _is_page(text) else text
    if isinstance(body, Mapping):
        return _of_object(body)
    if isinstance(body, Sequence) and not isinstance(body, str):
        parts = [_of_object(item) for item in body if isinstance(item, Mapping)]
        code = next((code for code, _ in parts if code), "")
        return code, "; ".join(message for _, message in parts if message)
    return "", body if isinstance(body, str) else ""


def _of_object(body: Mapping[str, Json]) -> tuple[str, str]:
    code, described = body.get("code"), body.get("description")
    if isinstance(code, str) or isinstance(described, str):
        return (
            code if isinstance(code, str) else "",
            described if isinstance(described, str) else "",
        )
    texts = [text for name in _PROBLEM_MEMBERS if isinstance(text := body.get(name), str)]
    return "", ": ".join([*texts, *_field_errors(body.get("errors"))])


def _field_errors(errors: Json) -> Iterator[str]:
    if isinstance(errors, Mapping):
        for name, messages in errors.items():
            listed = messages if isinstance(messages, list) else [messages]
            yield f"{name}: {' '.join(str(message) for message in listed)}"
    elif isinstance(errors, list):
        for item in errors:
            yield _of_object(item)[1] if isinstance(item, Mapping) else str(item)


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", value, re.ASCII):
        return float(value)
    moment = moment_of(value)
    if moment is None:
        return None
    # By the clock of the one who says when; ours may be wrong.
    now = moment_of(headers.get("date", ""))
    return max(0.0, moment - (time.time() if now is None else now))


def moment_of(date: str) -> float | None:
    """Unix seconds of an HTTP date, None for any other text."""
    try:
        moment = parsedate_to_datetime(date)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def _is_page(text: str) -> bool:
    return text.lstrip()[:1] == "<"


def _line(text: str) -> str:
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= _LONGEST_MESSAGE else line[: _LONGEST_MESSAGE - 1] + "…"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "no explanation"
