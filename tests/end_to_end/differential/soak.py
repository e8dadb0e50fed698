"""Many programs, for as long as one likes: `python -m tests.end_to_end.differential.soak`."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
import traceback
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TypeAlias

from migrator.sandbox.settings import Profile
from tests.end_to_end.differential.choices import Choices, Decisions, shrunk
from tests.end_to_end.differential.composing import choosing_program_of, program_of
from tests.end_to_end.differential.experiment import Laboratory, laboratory
from tests.end_to_end.differential.program import Program
from tests.end_to_end.differential.routed import RoutingLaboratory, routing_laboratory
from tests.end_to_end.differential.routed_drawn import routed_program_of
from tests.end_to_end.differential.tally import Tally

Lab: TypeAlias = "Laboratory | RoutingLaboratory"
PROGRAMS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Options:
    """How many programs, from which seed, on which profile; whether a failure ends it.

    With `routed` their calls choose agents at run time, with `choosing` one of few agents. `jobs` processes examine them; `attempts` are made to find a small program for a failure.
    """

    programs: int
    seed: int
    profile: Profile
    keep_going: bool
    attempts: int
    jobs: int
    routed: bool = False
    choosing: bool = False

    def drawn(self, choices: Choices) -> Program:
        """The program of these choices."""
        if self.routed:
            return routed_program_of(choices)
        return choosing_program_of(choices) if self.choosing else program_of(choices)


@dataclass(slots=True)
class Soak:
    """One soak: what was counted, and for each kind of failure the seed of the first program."""

    options: Options
    tally: Tally = field(default_factory=Tally)
    failures: dict[str, int] = field(default_factory=dict)

    def run(self, lab: Lab, numbers: Iterable[int]) -> None:
        """Examine programs, each from a seed of its own; without `keep_going` one failure ends it."""
        for number in numbers:
            kind, _ = self._examined(lab, self.options.drawn(Choices(number)), counted=True)
            if kind:
                self.failures.setdefault(kind, number)
                if not self.options.keep_going:
                    return

    def take(self, other: Soak) -> None:
        """Count what another soak counted."""
        self.tally.take(other.tally)
        for kind, number in other.failures.items():
            self.failures.setdefault(kind, number)

    def explained(self, lab: Lab, kind: str, number: int) -> str:
        """The smallest program found that fails like the one from seed `number`."""
        choices = Choices(number)
        self.options.drawn(choices)

        def fails(decisions: Decisions) -> bool:
            return self._examined(lab, self.options.drawn(Choices(given=decisions)))[0] == kind

        small = shrunk(choices.made, fails, self.options.attempts)
        _, told = self._examined(lab, self.options.drawn(Choices(given=small)))
        return f"{told}\n--- seed {number}, profile {self.options.profile}"

    def _examined(self, lab: Lab, program: Program, *, counted: bool = False) -> tuple[str, str]:
        """The kind of failure, "" for none, and the program with all that explains it."""
        try:
            result = lab.examine(program)
        except Exception:  # noqa: BLE001 - a crash is what is looked for, whatever it is
            trace = traceback.format_exc()
            return trace.splitlines()[-1][:40], f"{program!r}\n--- {trace}"
        if counted:
            self.tally.add(result)
        if not result.problems:
            return "", ""
        return result.problems[0].splitlines()[0][:24], result.explained()


def _part(options: Options, numbers: Sequence[int]) -> Soak:
    """A soak of these seeds, in a laboratory of its own."""
    soak = Soak(options)
    with _laboratory(options) as lab:
        soak.run(lab, numbers)
    return soak


def _whole(options: Options) -> Soak:
    """All programs, by as many processes as there are jobs."""
    soak = Soak(options)
    numbers = range(options.seed, options.seed + options.programs)
    parts = [numbers[at : at + PROGRAMS_AT_ONCE] for at in range(0, len(numbers), PROGRAMS_AT_ONCE)]
    with ProcessPoolExecutor(options.jobs, get_context("spawn")) as pool:
        for part in as_completed([pool.submit(_part, options, part) for part in parts]):
            if part.cancelled():
                continue
            soak.take(part.result())
            if soak.failures and not options.keep_going:
                pool.shutdown(wait=False, cancel_futures=True)
    return soak


@contextmanager
def _laboratory(options: Options) -> Iterator[Lab]:
    opened = routing_laboratory if options.routed else laboratory
    with (
        tempfile.TemporaryDirectory() as folder,
        opened(options.profile, Path(folder).resolve()) as lab,
    ):
        yield lab


def main() -> int:
    """Run a soak and print what came of it; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--profile", choices=["docs", "live"], default="live")
    parser.add_argument("--keep-going", action="store_true", help="don't stop at a failure")
    parser.add_argument("--attempts", type=int, default=150, help="to make a failing program small")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--routed", action="store_true", help="calls choose agents at run time")
    parser.add_argument("--choosing", action="store_true", help="calls with one of few agents")
    started = time.monotonic()
    soak = _whole(Options(**vars(parser.parse_args())))
    minutes = (time.monotonic() - started) / 60
    used = os.times()
    seconds = used.user + used.system + used.children_user + used.children_system
    if soak.failures:
        with _laboratory(soak.options) as lab:
            for kind, number in soak.failures.items():
                print(soak.explained(lab, kind, number), "=" * 80, sep="\n")
    print(soak.tally.table())
    print(
        f"{soak.tally.programs / minutes:.0f} programs a minute, seed {soak.options.seed}; "
        f"{soak.tally.programs / seconds * 60:.0f} a minute of one processor's time"
    )
    for reason, count in soak.tally.reasons.most_common(25):
        print(f"{count:>5} plain calls left: {reason}")
    return 1 if soak.failures else 0


if __name__ == "__main__":
    sys.exit(main())
