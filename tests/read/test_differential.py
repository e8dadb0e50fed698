"""What is read in random programs holds whenever they run."""

from __future__ import annotations

from random import Random

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.read.executing import run, wrong_claims
from tests.read.generating import Writer
from tests.read.reading import read_files

FLIPS = ("0", "1", "01", "10", "0010", "110")


@seed(4)
@settings(
    max_examples=300,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(random=st.randoms(use_true_random=True))
def test_what_is_read_holds_whenever_the_program_runs(random: Random) -> None:
    text = Writer(random).program()
    sites = list(read_files({"program.py": text}).sites)
    for flips in FLIPS:
        wrong = wrong_claims(sites, run(text, {"FLIPS": flips}))
        assert not wrong, f"{text}\n# FLIPS={flips}: {wrong[0]}"
