"""Runs small programs for real, with a stand-in for `requests` that notes what is sent."""

from __future__ import annotations

import copy
import os
import re
import sys
import types
from dataclasses import dataclass
from json import loads
from typing import Any

from migrator.model.json_types import canonical
from migrator.model.sites import CallSite
from migrator.model.values import Array, FromEnv, Known, OneOf, Record, Text, Value

FILE = "program.py"


@dataclass(frozen=True)
class Observed:
    """One request: the line of the call that sent it, the body as it was at that moment."""

    line: int
    body: Any


def run(text: str, environment: dict[str, str] | None = None) -> list[Observed]:
    """Every request that the program sends before it ends, whether it ends well or not."""
    observed: list[Observed] = []

    def post(url: str, data: object = None, json: object = None, **more: object) -> Answer:
        frame = sys._getframe(1)
        while frame.f_code.co_filename != FILE and frame.f_back is not None:
            frame = frame.f_back
        body = json if data is None else _parsed(data)
        observed.append(Observed(frame.f_lineno, copy.deepcopy(body)))
        return Answer()

    stand_in = types.ModuleType("requests")
    stand_in.post = post  # type: ignore[attr-defined]
    before, kept = sys.modules.get("requests"), dict(os.environ)
    sys.modules["requests"] = stand_in
    os.environ.update(environment or {})
    try:
        exec(compile(text, FILE, "exec", dont_inherit=True), {"__name__": "__main__"})
    except Exception:  # noqa: BLE001 - generated programs may fail; what they sent still counts
        pass
    finally:
        os.environ.clear()
        os.environ.update(kept)
        if before is not None:
            sys.modules["requests"] = before
        else:
            del sys.modules["requests"]
    return observed


def _parsed(text: object) -> object:
    try:
        return loads(text) if isinstance(text, str | bytes) else text
    except ValueError:
        return text


class Answer:
    def json(self) -> dict[str, Any]:
        return {}

    def raise_for_status(self) -> None:
        return None


def wrong_claims(sites: list[CallSite], observed: list[Observed]) -> list[str]:
    """Where what was read differs from what was sent."""
    wrong: list[str] = []
    for request in observed:
        around = [s for s in sites if s.span.line <= request.line <= s.span.end_line]
        if not around:
            wrong.append(f"line {request.line} sent {request.body!r} and was not found")
        for site in around:
            wrong.extend(
                f"line {request.line}: {problem}"
                for problem in differences(site.body, request.body, "body")
            )
    return wrong


def differences(value: Value, actual: object, where: str) -> list[str]:
    """Claims of `value` that don't hold for what was sent."""
    match value:
        case Known(value=known):
            held = canonical(known) == canonical(actual)  # type: ignore[arg-type]
        case FromEnv(name=name, default=default, among=among) if among:
            told = os.environ.get(name)
            text = told.lower() if told is not None and value.cast == "is_lower" else told
            unset = default.value if default is not None else None
            held = actual is (unset if text is None else text in among)
        case FromEnv(name=name, default=default):
            told = os.environ.get(name, default.value if default is not None else None)
            held = str(told) == str(actual)
        case Text(parts=parts):
            pattern = "".join(re.escape(p) if isinstance(p, str) else ".*" for p in parts)
            held = isinstance(actual, str) and re.fullmatch(pattern, actual, re.DOTALL) is not None
        case OneOf(cases=cases):
            held = any(not differences(case.value, actual, where) for case in cases)
        case Array(items=items) if isinstance(actual, list | tuple) and len(actual) == len(items):
            pairs = enumerate(zip(items, actual, strict=True))
            return [d for n, (i, a) in pairs for d in differences(i, a, f"{where}[{n}]")]
        case Array():
            held = False
        case Record() if isinstance(actual, dict):
            return _record_differences(value, actual, where)
        case Record():
            held = False
        case _:
            held = True
    return [] if held else [f"{where} is said to be {value!r} and is {actual!r}"]


def _record_differences(record: Record, actual: dict[Any, Any], where: str) -> list[str]:
    wrong: list[str] = []
    for entry in record.entries:
        if entry.key in actual:
            wrong += differences(entry.value, actual[entry.key], f"{where}.{entry.key}")
        elif not entry.when:
            wrong.append(f"{where}.{entry.key} is said to be there always and is not")
    further = actual.keys() - {entry.key for entry in record.entries}
    if record.rest is None and further:
        wrong.append(f"{where} is said to hold no {sorted(map(str, further))} and does")
    return wrong
