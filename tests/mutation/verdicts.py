"""What a tree plans for a set of programs, and what becomes of them when they are run.

Started as a script in a tree that may hold a defect: `verdicts.py FOLDER BASELINE`.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from migrator.run.planning import make_plan
from migrator.run.project import open_project
from tests.end_to_end.differential.choices import Choices
from tests.end_to_end.differential.composing import program_of
from tests.end_to_end.differential.experiment import laboratory
from tests.end_to_end.differential.program import API, Program
from tests.end_to_end.differential.traps import cases, plain_trap

GENERATED = range(120)
ENOUGH_UNPROVED, ENOUGH_SEEN = 3, 60
NOT_PROVED = "OM108"
Planned = dict[str, object]


class Verdict(TypedDict):
    """Plans by program; a program that behaves wrongly, "" for none; programs lost to the proof."""

    plans: dict[str, Planned]
    wrong: str
    unproved: list[str]


def programs() -> list[tuple[str, Program]]:
    """Every trap and some generated programs, always in the same order, mixed."""
    drawn = random.Random(1)
    found = [(name, plain_trap(name)) for name in sorted(cases())]
    found += [(f"seed {number}", program_of(Choices(number))) for number in GENERATED]
    drawn.shuffle(found)
    return found


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


def judged(folder: Path, baseline: Mapping[str, Planned]) -> Verdict:
    """Plan the programs, and run those whose plan differs from the baseline's, up to a wrong one."""
    plans: dict[str, Planned] = {}
    unproved: list[str] = []
    with laboratory("live", folder) as lab:
        for number, (name, program) in enumerate(programs()):
            plan = plans[name] = planned(program, folder / str(number))
            before = baseline.get(name, plan)
            if plan == before:
                continue
            if _lost(plan) > _lost(before):
                unproved.append(name)
            if "crash" in plan or (plan["texts"] and lab.examine(program).problems):
                return {"plans": plans, "wrong": name, "unproved": unproved}
            if len(unproved) >= ENOUGH_UNPROVED and number >= ENOUGH_SEEN:
                break
    return {"plans": plans, "wrong": "", "unproved": unproved}


def _lost(plan: Planned) -> int:
    return int(str(plan.get("unproved", 0)))


def main() -> None:
    """Print the verdict as JSON."""
    folder, baseline = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    known = json.loads(baseline.read_text("utf-8")) if baseline.exists() else {}
    print(json.dumps(judged(folder, known)))


if __name__ == "__main__":
    main()
