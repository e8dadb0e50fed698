"""The experiment for calls that choose their agent at run time: one program, run in every situation.

First nothing is known and what the program sends is recorded; then agents are made of the record,
and the same program opens its sessions through them; then the table is missing, broken, or of
another environment. The sessions are those of the program as it was, every time.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from migrator.create.api_key import ApiKey
from migrator.model.own_files import ENV_FILE
from migrator.model.own_modules import table_path
from migrator.model.plan import Plan
from migrator.model.state_folder import STATE_FOLDER
from migrator.run.agents_asked_for import Access
from migrator.run.applying import apply
from migrator.run.planning import make_plan
from migrator.run.project import Project, open_project, read_env_file
from migrator.sandbox.embedded import RunningSandbox, running
from migrator.sandbox.settings import UNLIMITED, Profile
from tests.end_to_end.differential.experiment import unequal
from tests.end_to_end.differential.program import ENTRY, Program
from tests.end_to_end.differential.running import Run, Runner, runner, together

BROKEN = "<<<<<<< HEAD\nTABLE = {}\n"
CONCURRENT = "concurrent"
HERE = {"OMNIAGENT_ENVIRONMENT": "default"}
NOWHERE = {"OMNIAGENT_ENVIRONMENT": "nowhere"}


@dataclass(frozen=True, slots=True)
class RoutedResult:
    """What became of a program. `problems` are empty when all is well.

    `moved` counts its sessions that went through agents once these were known.
    """

    program: Program
    plan: Plan
    problems: tuple[str, ...] = ()
    moved: int = 0
    crashed: bool = False
    only_listed: bool = False

    @property
    def statuses(self) -> tuple[str, ...]:
        """What the plan says of each call site."""
        return tuple(site.status for site in self.plan.call_sites)

    @property
    def migrated(self) -> bool:
        """Whether some session went through an agent that was chosen at run time."""
        return self.routed and bool(self.moved)

    @property
    def traits(self) -> tuple[str, ...]:
        """What was drawn for the program, and whether it is routed."""
        return (*self.program.traits, *(["(routed)"] if self.routed else []))

    @property
    def routed(self) -> bool:
        """Whether some call of it chooses its agent at run time."""
        return bool(self.plan.summary.route)

    def explained(self) -> str:
        """Program, diff and problems, for a person."""
        diffs = "\n".join(dict.fromkeys(site.diff for site in self.plan.call_sites))
        problems = "\n".join(self.problems)
        return f"{self.program!r}\n--- diff\n{diffs}\n--- {problems}"


class RoutingLaboratory:
    """Where programs are examined: one sandbox, one runner, a folder that is used again."""

    def __init__(self, sandbox: RunningSandbox, programs: Runner, folder: Path) -> None:
        self._sandbox, self._runner = sandbox, programs
        self._home, self._record = folder / "program", folder / "seen.jsonl"

    def examine(
        self,
        program: Program,
        *,
        thorough: bool = True,
        seen: Mapping[str, str] | None = None,
    ) -> RoutedResult:
        """Run, route, run again in every situation, compare; only in two where not `thorough`.

        With `seen`, what is recorded is a run with these variables, and of a program with several
        inputs that with the first one, so that some is left unknown.
        """
        self._sandbox.reset()
        shutil.rmtree(self._home, ignore_errors=True)
        self._record.unlink(missing_ok=True)
        program.write(self._home, self._sandbox.base_url)
        (self._home / STATE_FOLDER).mkdir()
        before = self._run(program, {})
        plan = self._apply(program)
        if not plan.summary.route:
            return RoutedResult(program, plan)
        variables = {"OMNIAGENT_RECORD": str(self._record), **HERE}
        first = replace(program, inputs=program.inputs[:1])
        recorded = self._run(first, {**variables, **(seen or {})})
        partly = seen or len(program.inputs) > 1
        problems = [] if partly else told(unequal(before, recorded), "while it is recorded")
        moved = 0
        if self._record.exists():
            self._apply(program, self._record)
            after = self._run(program, HERE)
            problems += told(unequal(before, after), "with its agents known")
            moved = sum(session["agentId"] is not None for session in after.sessions)
        if thorough:
            problems += self._compared(before, program, NOWHERE, "in another environment")
            for table in self._tables():
                table.write_text(BROKEN)
            problems += self._compared(before, program, HERE, "with a broken table")
            for table in self._tables():
                table.unlink()
            problems += self._compared(before, program, HERE, "without a table")
        return RoutedResult(program, plan, tuple(problems), moved, before.code != 0)

    def _compared(
        self, before: Run, program: Program, variables: dict[str, str], when: str
    ) -> list[str]:
        return told(unequal(before, self._run(program, variables)), when)

    def _tables(self) -> list[Path]:
        return list(self._home.rglob(table_path("omniagents.py")))

    def _apply(self, program: Program, *recorded: Path) -> Plan:
        project = self._project(program, *recorded)
        planned = make_plan(project)
        applied = apply(project, planned, Access(ApiKey(self._sandbox.api_key)))
        assert not applied.waiting, applied.waiting
        return planned.plan

    def _run(self, program: Program, variables: dict[str, str]) -> Run:
        file = self._home / ENV_FILE
        agents = read_env_file(file) if file.exists() else {}
        environment = {**program.environment, **agents}
        runs = [
            self._runner.run(
                self._home / ENTRY, {**environment, **each.environment, **variables}, each.arguments
            )
            for each in program.inputs
        ]
        concurrent = CONCURRENT in program.traits
        return together([in_order(run) if concurrent else run for run in runs])

    def _project(self, program: Program, *recorded: Path) -> Project:
        return open_project(
            [self._home],
            overrides={"base_url": self._sandbox.base_url, "dynamic": "route"},
            given=[("the test", program.environment)],
            recorded=recorded,
        )


def in_order(run: Run) -> Run:
    """The run with its sessions and requests in an order that doesn't depend on chance."""
    sessions = sorted(run.sessions, key=lambda session: str(session["memoryKey"]))
    return replace(run, sessions=sessions, requests=sorted(run.requests))


def told(problems: list[str], when: str) -> list[str]:
    """The problems, with the situation that they arise in."""
    return [f"{when}: {problem}" for problem in problems]


@contextmanager
def routing_laboratory(profile: Profile, folder: Path) -> Iterator[RoutingLaboratory]:
    """A laboratory for the time of the block, whose sandbox has no limits and knows every id."""
    settings = replace(UNLIMITED, profile=profile, any_ids=True, agent_cap=None)
    with running(settings) as sandbox, runner(sandbox, folder) as programs:
        yield RoutingLaboratory(sandbox, programs, folder)
