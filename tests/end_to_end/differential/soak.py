"""Many programs, for as long as one likes: `python -m tests.end_to_end.differential.soak`."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from migrator.sandbox.settings import Profile
from tests.end_to_end.differential.composing import programs
from tests.end_to_end.differential.experiment import Laboratory, laboratory
from tests.end_to_end.differential.program import Program
from tests.end_to_end.differential.tally import Tally


@dataclass(frozen=True, slots=True)
class Options:
    """How many programs, from which seed, on which profile; whether a failure ends it."""

    programs: int
    seed: int
    profile: Profile
    keep_going: bool


@dataclass(slots=True)
class Soak:
    """One soak: what was counted, and for each kind of failure the shortest text that shows it."""

    options: Options
    tally: Tally = field(default_factory=Tally)
    failures: dict[str, str] = field(default_factory=dict)

    def run(self, lab: Laboratory) -> None:
        """Examine programs; without `keep_going` the first failure is reduced, and ends it."""
        keep_going = self.options.keep_going

        @seed(self.options.seed)
        @settings(
            max_examples=self.options.programs,
            database=None,
            deadline=None,
            phases=(Phase.generate,) if keep_going else (Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        @given(program=programs())
        def every_program_behaves(program: Program) -> None:
            kind, explained = self._examined(lab, program)
            if not kind:
                return
            known = self.failures.get(kind)
            if known is None or len(explained) < len(known):
                self.failures[kind] = explained
            if not keep_going:
                raise AssertionError(kind)

        try:
            every_program_behaves()
        except AssertionError as reduced:
            kind = str(reduced).splitlines()[0]
            self.failures = {kind: self.failures[kind]}

    def _examined(self, lab: Laboratory, program: Program) -> tuple[str, str]:
        """The kind of failure, "" for none, and the program with all that explains it."""
        try:
            result = lab.examine(program)
        except Exception:  # noqa: BLE001 - a crash is what is looked for, whatever it is
            trace = traceback.format_exc()
            return trace.splitlines()[-1], f"{program!r}\n--- {trace}"
        if not self.failures or self.options.keep_going:
            self.tally.add(result)
        if not result.problems:
            return "", ""
        return result.problems[0].splitlines()[0][:40], result.explained()


def main() -> int:
    """Run a soak and print what came of it; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--profile", choices=["docs", "live"], default="live")
    parser.add_argument("--keep-going", action="store_true", help="don't stop at a failure")
    soak = Soak(Options(**vars(parser.parse_args())))
    started = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        laboratory(soak.options.profile, Path(folder).resolve()) as lab,
    ):
        soak.run(lab)
    minutes = (time.monotonic() - started) / 60
    for explained in soak.failures.values():
        print(explained, "=" * 80, sep="\n")
    print(soak.tally.table())
    print(f"{soak.tally.programs / minutes:.0f} programs a minute, seed {soak.options.seed}")
    for reason, count in soak.tally.reasons.most_common(25):
        print(f"{count:>5} plain calls left: {reason}")
    return 1 if soak.failures else 0


if __name__ == "__main__":
    sys.exit(main())
