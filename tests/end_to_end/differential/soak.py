"""Many programs, for as long as one likes: `python -m tests.end_to_end.differential.soak`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.end_to_end.differential.composing import programs
from tests.end_to_end.differential.experiment import Result, laboratory
from tests.end_to_end.differential.program import Program
from tests.end_to_end.differential.tally import Tally


def main() -> int:
    """Examine programs until one fails or all are done; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--profile", choices=["docs", "live"], default="live")
    parser.add_argument("--keep-going", action="store_true", help="go on after a failure")
    options = parser.parse_args()
    tally, failures = Tally(), list[Result]()
    crashes: dict[str, tuple[Program, str]] = {}
    phases = (Phase.generate,) if options.keep_going else (Phase.generate, Phase.shrink)
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        laboratory(options.profile, Path(folder).resolve()) as lab,
    ):

        @seed(options.seed)
        @settings(
            max_examples=options.programs,
            database=None,
            deadline=None,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        )
        @given(program=programs())
        def every_program_behaves(program: Program) -> None:
            try:
                result = lab.examine(program)
            except Exception:
                if not options.keep_going:
                    raise
                crashes.setdefault(
                    traceback.format_exc().splitlines()[-1], (program, traceback.format_exc())
                )
                return
            if options.keep_going or not failures:
                tally.add(result)
            if result.problems:
                failures.append(result)
                if not options.keep_going:
                    raise AssertionError(result.explained())

        try:
            every_program_behaves()
        except AssertionError:
            failures[:] = failures[-1:]
    for crashed, trace in crashes.values():
        print(f"{crashed!r}\n--- crash\n{trace}")
    for failure in shortest_of_each_kind(failures):
        print(failure.explained())
        print("=" * 80)
    minutes = (time.monotonic() - started) / 60
    print(tally.table())
    print(f"{tally.programs / minutes:.0f} programs a minute, seed {options.seed}")
    for reason, count in tally.reasons.most_common(25):
        print(f"{count:>5} plain calls left: {reason}")
    return 1 if failures else 0


def shortest_of_each_kind(failures: list[Result]) -> list[Result]:
    """Of the failures whose first problem begins alike, the shortest program."""
    kinds: dict[str, Result] = {}
    for failure in sorted(failures, key=lambda result: len(repr(result.program))):
        kinds.setdefault(failure.problems[0][:40], failure)
    return list(kinds.values())


if __name__ == "__main__":
    sys.exit(main())
