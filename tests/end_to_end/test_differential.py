"""Programs do the same before and after their migration: sessions, output and other requests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from migrator.sandbox.settings import Profile
from tests.end_to_end.differential.accounting import Located, unaccounted
from tests.end_to_end.differential.choices import Choices, shrunk
from tests.end_to_end.differential.composing import program_of
from tests.end_to_end.differential.experiment import Laboratory, laboratory
from tests.end_to_end.differential.program import API, ENTRY, Program
from tests.end_to_end.differential.tally import Tally
from tests.end_to_end.differential.traps import cases, plain_trap
from tests.end_to_end.differential.witness import Place

PROGRAMS_A_PROFILE = 250
FIRST_SEED: dict[Profile, int] = {"docs": 0, "live": 1_000_000}
LEAST_MIGRATED = 0.4
MOST_CRASHING = 0.05
SIMPLE = f"""import os
import requests

BASE_URL = "{API}"
HEADERS = {{"X-Api-Key": os.environ["NAPSTER_API_KEY"]}}
SEEN = []


def connect(user):
    payload = {{
        "companionId": "comp_a", "providerConfig": {{"voiceId": "alloy"}}, "externalClientId": user
    }}
    response = requests.post(
        f"{{BASE_URL}}/public/connections", json=payload, headers=HEADERS, timeout=9
    )
    ident = response.json()["connection"]["id"]
    requests.delete(f"{{BASE_URL}}/public/connections/{{ident}}", headers=HEADERS)


connect("ann")
"""


@pytest.fixture(scope="module", params=["docs", "live"])
def profile(request: pytest.FixtureRequest) -> Profile:
    chosen: Profile = request.param
    return chosen


@pytest.fixture(scope="module")
def lab(profile: Profile, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with laboratory(profile, tmp_path_factory.mktemp("programs")) as made:
        yield made


@pytest.fixture(scope="module")
def lab_live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    with laboratory("live", tmp_path_factory.mktemp("traps")) as made:
        yield made


def test_generated_programs_do_the_same_after_their_migration(
    lab: Laboratory, profile: Profile, capsys: pytest.CaptureFixture[str]
) -> None:
    tally = Tally()
    # Which programs are drawn doesn't change from run to run. `soak` draws others, and reduces
    # one that fails to a small one, which takes minutes.
    for number in range(PROGRAMS_A_PROFILE):
        result = lab.examine(program_of(Choices(FIRST_SEED[profile] + number)))
        tally.add(result)
        assert not result.problems, result.explained()
    with capsys.disabled():
        print(f"\n{profile}: {tally.summary()}")
    assert tally.crashed <= MOST_CRASHING * tally.programs
    assert tally.share("(plain)") >= LEAST_MIGRATED, tally.table()


@pytest.mark.parametrize("name", sorted(cases()))
def test_a_trap_opens_the_same_sessions_or_is_left(name: str, lab_live: Laboratory) -> None:
    result = lab_live.examine(plain_trap(name))
    assert not result.problems, result.explained()


@pytest.mark.parametrize(
    ("right", "wrong", "noticed"),
    [
        ('"externalClientId": user', '"externalClientId": user[:2]', "externalClientId"),
        ("SEEN = []", "SEEN = []\nprint('more')", "it printed"),
        ("requests.delete", "requests.get", "its requests"),
        ("SEEN = []", "SEEN = []\nraise SystemExit(3)", "exit code"),
        ("/agents/{", "/agents/x{", "sessions"),
    ],
)
def test_what_a_rewrite_does_wrong_is_noticed(
    right: str, wrong: str, noticed: str, lab_live: Laboratory
) -> None:
    def meddle(home: Path) -> None:
        file = home / ENTRY
        text = file.read_text("utf-8")
        assert right in text
        file.write_text(text.replace(right, wrong), "utf-8")

    result = lab_live.examine(Program({ENTRY: SIMPLE}, plain=True), meddle)
    assert result.migrated
    assert noticed in "\n".join(result.problems)


def at_line(line: int) -> Located:
    return Located(f"{ENTRY}:{line}", ENTRY, "left", line, line, 9)


def test_a_call_that_the_plan_misses_is_noticed() -> None:
    stacks: list[list[Place]] = [[(ENTRY, 9, 12)], [(ENTRY, 9, 14)]]
    assert list(unaccounted([at_line(12)], stacks, all_ran=True)) == [
        "a session was opened by main.py:14, the plan has main.py:12 left"
    ]
    assert not list(unaccounted([at_line(12), at_line(14)], stacks, all_ran=True))


def test_a_call_site_that_opens_no_session_is_noticed() -> None:
    assert list(unaccounted([at_line(12)], [], all_ran=True)) == [
        "main.py:12 is in the plan, and opened no session"
    ]


def test_what_fails_is_made_small() -> None:
    assert shrunk((4, 9, 0, 7, 1, 6, 2), lambda made: 7 in made or sum(made) > 20) == (7,)
