"""An API that answers anything at all: every run ends with a report or an error of ours."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import httpx
import pytest

from migrator.create import runs
from migrator.create.exchange import Exchange, Patience
from migrator.create.failures import AnswerUnknown, ApiUnreachable
from migrator.model.errors import MigratorError
from migrator.observe.traffic import observe
from tests.create.project import Project, request

IMPATIENT = Patience(timeout=0.001, attempts=2, push_backs=2, first_wait=0, longest_wait=0.001)
WANTED = [
    request("one", functions=["fn"], language="fr", channels={"webrtc": {"useGreenVideo": True}}),
    request("two", tags={"a": "b"}),
]
LEAVES = [None, True, 0, -1, 1.5, "", "id", "One", "fr", "\ud800", 10**400]
MEMBERS = [
    *("id", "name", "items", "totalCount", "language", "providerSettings", "functions", "tags"),
    *("agent", "createdAt", "status", "code", "description", "errors", "title", "mcp", "servers"),
]
STATUSES = [200, 200, 200, 200, 201, 204, 302, 400, 401, 404, 409, 429, 500, 502, 999]


class Odd:
    """Answers by chance; what it answered is what a failing test shows."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self.answers: list[str] = []

    async def send(self, *asked: Any) -> httpx.Response:  # noqa: ANN401
        if self._chance.random() < 0.05:
            raise self._chance.choice([AnswerUnknown("lost"), ApiUnreachable("down")])
        body = json.dumps(self._value(0)) if self._chance.random() < 0.9 else "<html>"
        headers = {"Retry-After": self._chance.choice(["0", "soon", "99999"])}
        self.answers.append(f"{asked[1:3]} {body}")
        return httpx.Response(self._chance.choice(STATUSES), text=body, headers=headers)

    def _value(self, depth: int) -> object:
        kind = self._chance.random()
        if depth > 3 or kind < 0.3:
            return self._chance.choice(LEAVES)
        if kind < 0.5:
            return [self._value(depth + 1) for _ in range(self._chance.randrange(3))]
        members = self._chance.sample(MEMBERS, self._chance.randrange(1, 6))
        shown = {member: self._value(depth + 1) for member in members}
        if self._chance.random() < 0.7:
            shown["id"] = self._chance.choice(["a", "b", "c"])
        return {**shown, **(WANTED[0].body if self._chance.random() < 0.3 else {})}


@pytest.mark.parametrize("seed", range(40, 50))
def test_no_answer_is_too_odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    odd = Odd(seed)
    monkeypatch.setattr(Exchange, "send", lambda self, *asked: odd.send(self, *asked))
    where = Project(tmp_path, "http://127.0.0.1:9", "key").where(patience=IMPATIENT)
    for run in (
        lambda: runs.preflight(WANTED, **where),
        lambda: runs.create(WANTED, **where),
        lambda: runs.update([request("one", voiceId="x"), WANTED[1]], **where),
        lambda: runs.verify(WANTED, **where),
        lambda: observe(WANTED, days=7, **where),
        lambda: runs.delete_created(WANTED, **where),
        lambda: runs.create(WANTED, **where),
    ):
        try:
            run()
        except MigratorError:
            continue
