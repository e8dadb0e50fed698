"""The experiment: run a program, migrate it, run it again. What differs is a defect."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ruff.__main__ import find_ruff_bin  # type: ignore[import-untyped]

from migrator.create.api_key import ApiKey
from migrator.model.own_files import ENV_FILE
from migrator.model.plan import Plan
from migrator.model.state_folder import STATE_FOLDER
from migrator.run.agents_asked_for import Access
from migrator.run.applying import apply
from migrator.run.planning import make_plan
from migrator.run.project import Project, open_project, read_env_file
from migrator.sandbox.comparison import differences
from migrator.sandbox.embedded import RunningSandbox, running
from migrator.sandbox.settings import UNLIMITED, Profile
from tests.end_to_end.differential.accounting import (
    Located,
    located,
    moved_as_planned,
    responsible,
    unaccounted,
)
from tests.end_to_end.differential.program import ENTRY, Program
from tests.end_to_end.differential.running import Run, Runner, runner, together


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a program. `problems` are empty when all is well.

    `crashed` says that the program ends with an exception, before as after; `only_listed` that
    some call is in the plan merely as text that names the endpoint.
    """

    program: Program
    plan: Plan
    problems: tuple[str, ...]
    crashed: bool = False
    only_listed: bool = False

    @property
    def traits(self) -> tuple[str, ...]:
        """What was drawn for the program."""
        return self.program.traits

    @property
    def statuses(self) -> tuple[str, ...]:
        """What the plan says of each call site."""
        return tuple(site.status for site in self.plan.call_sites)

    @property
    def migrated(self) -> bool:
        """Whether every call was migrated."""
        return set(self.statuses) == {"migrate"}

    def explained(self) -> str:
        """Program, diff, findings and problems, for a person."""
        diffs = "\n".join(dict.fromkeys(site.diff for site in self.plan.call_sites))
        findings = "\n".join(f"{f.line}: {f.code} {f.message}" for f in self.plan.findings)
        problems = "\n".join(self.problems)
        return f"{self.program!r}\n--- diff\n{diffs}\n--- findings\n{findings}\n--- {problems}"


class Laboratory:
    """Where programs are examined: one sandbox, one runner, a folder that is used again."""

    def __init__(self, sandbox: RunningSandbox, programs: Runner, folder: Path) -> None:
        self._sandbox, self._runner = sandbox, programs
        self._home = folder / "program"

    def examine(
        self, program: Program, meddle: Callable[[Path], None] = lambda home: None
    ) -> Result:
        """Run, migrate, run again, compare. `meddle` may change the program before its second run."""
        self._sandbox.reset()
        shutil.rmtree(self._home, ignore_errors=True)
        program.write(self._home, self._sandbox.base_url)
        # Which makes this folder the project, whatever lies in those above it.
        (self._home / STATE_FOLDER).mkdir()
        if program.formatted:
            _ruff("format", self._home)
        before = self._run(program, {})
        files = self._files()
        project = self._project(program)
        planned = make_plan(project)
        sites = located(planned.plan, project.root, self._home)
        applied = apply(project, planned, Access(ApiKey(self._sandbox.api_key)))
        problems = [f"{path} waits: {why}" for path, why in applied.waiting]
        meddle(self._home)
        file = self._home / ENV_FILE
        # Where nothing was written, there is nothing that a second run or plan could tell.
        written = self._files() != files
        after = before
        if written:
            after = self._run(program, read_env_file(file) if file.exists() else {})
        problems += unequal(before, after)
        problems += _badly_left(planned.plan)
        problems += _accounts(program, planned.plan, sites, before, after)
        if program.formatted and _ruff("format", self._home, "--check"):
            problems.append("a file that was formatted is not any more")
        # To plan several modules once more takes long, so only some of them are.
        again = program.formatted or "several modules" not in program.traits
        if written and again and make_plan(self._project(program)).texts:
            problems.append("a second run would write again")
        return Result(
            program,
            planned.plan,
            tuple(problems),
            before.code != 0,
            any(not found for found in responsible(sites, before.stacks)),
        )

    def _files(self) -> dict[Path, bytes]:
        """All of the program, but for what the tool keeps to itself."""
        own = self._home / STATE_FOLDER
        paths = [path for path in self._home.rglob("*") if own not in path.parents]
        return {path: path.read_bytes() for path in paths if path.is_file()}

    def _run(self, program: Program, variables: dict[str, str]) -> Run:
        script = self._home / ENTRY
        return together(
            [
                self._runner.run(
                    script, {**program.environment, **each.environment, **variables}, each.arguments
                )
                for each in program.inputs
            ]
        )

    def _project(self, program: Program) -> Project:
        return open_project(
            [self._home],
            overrides={"base_url": self._sandbox.base_url, "agent_ref": program.agent_ref},
            given=[("the test", program.environment)],
        )


def _ruff(command: str, folder: Path, *options: str) -> int:
    arguments = [find_ruff_bin(), command, "--isolated", "--quiet", *options, str(folder)]
    return subprocess.run(arguments, capture_output=True, check=False).returncode


def unequal(before: Run, after: Run) -> list[str]:
    """What differs between two runs of a program."""
    found = list(differences(before.sessions, after.sessions))
    if before.code != after.code:
        found.append(f"exit code was {before.code}, is {after.code}: {after.errors[-600:]}")
    if before.output != after.output:
        found.append(f"it printed\n{before.output}now\n{after.output}")
    if before.requests != after.requests:
        found.append(f"its requests were {before.requests}, are {after.requests}")
    if not before.requests:
        found.append(f"the program itself is wrong: it sends nothing: {before.errors[-600:]}")
    return found


def _badly_left(plan: Plan) -> list[str]:
    """Calls that are neither migrated nor left with a reason."""
    found = []
    for site in plan.call_sites:
        if site.status not in {"migrate", "left"}:
            found.append(f"{site.id} is {site.status}")
        reasons = [f for f in plan.findings if f.call_site == site.id and f.severity == "error"]
        if site.status == "left" and not reasons:
            found.append(f"{site.id} is left without a reason")
    return found


def _accounts(
    program: Program, plan: Plan, sites: Sequence[Located], before: Run, after: Run
) -> list[str]:
    """What the plan says of the requests that were seen, and which isn't so."""
    listed = {f.path for f in plan.findings if f.code == "OM310"}
    all_ran = before.code == 0 and not program.some_unused
    found = list(unaccounted(sites, before.stacks, listed, all_ran=all_ran))
    agents = sum(session["agentId"] is not None for session in after.sessions)
    if all("<open a session> 2" in r for r in before.requests if "<open a session>" in r):
        found += moved_as_planned(sites, before.stacks, agents, len(after.sessions) - agents)
    return found


@contextmanager
def laboratory(profile: Profile, folder: Path) -> Iterator[Laboratory]:
    """A laboratory for the time of the block, whose sandbox has no limits and knows every id."""
    settings = replace(UNLIMITED, profile=profile, any_ids=True, agent_cap=None)
    with running(settings) as sandbox, runner(sandbox, folder) as programs:
        yield Laboratory(sandbox, programs, folder)
