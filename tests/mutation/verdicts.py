"""What a tree plans for some programs, and what becomes of them when they are run.

Started as a script in a tree that may hold a defect: `verdicts.py FOLDER BASELINE`, with the names
of programs on standard input.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TypedDict

from migrator.run.planning import make_plan
from migrator.run.project import open_project
from tests.end_to_end.differential.choices import Choices
from tests.end_to_end.differential.composing import program_of
from tests.end_to_end.differential.experiment import Laboratory, laboratory
from tests.end_to_end.differential.program import API, Program
from tests.end_to_end.differential.traps import cases, plain_trap

GENERATED = range(120)
SEED = "seed "
ENOUGH_UNPROVED = 3
NOT_PROVED = "OM108"
Planned = dict[str, object]


class Verdict(TypedDict):
    """Plans by program; a program that behaves wrongly, "" for none; programs lost to the proof."""

    plans: dict[str, Planned]
    wrong: str
    unproved: list[str]


def every_program() -> list[str]:
    """The names of every trap and of some generated programs, always in the same order, mixed."""
    names = [*sorted(cases()), *(f"{SEED}{number}" for number in GENERATED)]
    random.Random(1).shuffle(names)
    return names


def is_program(name: str) -> bool:
    """Whether `name` is that of a program, and not of a test."""
    return name in cases() or name.startswith(SEED)


def _program(name: str) -> Program:
    if name.startswith(SEED):
        return program_of(Choices(int(name.removeprefix(SEED))))
    return plain_trap(name)


def planned(program: Program, folder: Path) -> Planned:
    """What the plan says of a program: each site's status, the edited texts, what wasn't proved."""
    program.write(folder, API)
    (folder / ".migrator").mkdir(exist_ok=True)
    project = open_project([folder], given=[("the test", program.environment)])
    try:
        made = make_plan(project)
    except Exception as crash:  # noqa: BLE001 - a defect may do anything
        return {"crash": type(crash).__name__}
    return {
        "sites": [[s.path, s.line, s.status] for s in made.plan.call_sites],
        "texts": dict(made.texts),
        "unproved": sum(f.code == NOT_PROVED for f in made.plan.findings),
    }


def judged(
    lab: Laboratory, folder: Path, names: Sequence[str], baseline: Mapping[str, Planned]
) -> Verdict:
    """Plan the programs, and run those whose plan differs from the baseline's, up to a wrong one."""
    plans: dict[str, Planned] = {}
    unproved: list[str] = []
    for name in names:
        program = _program(name)
        plan = plans[name] = planned(program, folder / name)
        before = baseline.get(name, plan)
        if plan == before:
            continue
        if _lost(plan) > _lost(before):
            unproved.append(name)
        if "crash" in plan or (plan["texts"] and lab.examine(program).problems):
            return {"plans": plans, "wrong": name, "unproved": unproved}
        if len(unproved) >= ENOUGH_UNPROVED:
            break
    return {"plans": plans, "wrong": "", "unproved": unproved}


def _lost(plan: Planned) -> int:
    return int(str(plan.get("unproved", 0)))


def main() -> None:
    """Print the verdict as JSON."""
    folder, baseline = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    known = json.loads(baseline.read_text("utf-8"))
    with laboratory("live", folder) as lab:
        print(json.dumps(judged(lab, folder, json.load(sys.stdin), known)))


if __name__ == "__main__":
    main()
