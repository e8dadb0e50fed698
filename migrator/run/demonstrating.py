"""The demo: the samples before and after a whole migration, against an embedded sandbox."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from migrator.create.api_key import ApiKey
from migrator.find.git import work_tree
from migrator.model.data_files import samples_folder
from migrator.model.errors import MigratorError
from migrator.model.own_files import ENV_FILE
from migrator.model.plan import Plan
from migrator.model.state_folder import STATE_FOLDER
from migrator.run.agents_asked_for import Access
from migrator.run.applying import REPORT_FILE, apply, record
from migrator.run.planning import make_plan
from migrator.run.project import open_project, read_env_file
from migrator.sandbox.comparison import COMPARED, differences
from migrator.sandbox.embedded import RunningSandbox, running
from migrator.sandbox.settings import UNLIMITED, Profile

_TIMEOUT_SECONDS = 120


class DemoError(MigratorError):
    """A sample didn't run; the message holds what it printed last."""


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of samples.toml: its entry point, how its calls end, how many sessions a run opens."""

    name: str
    run: str
    expected: tuple[str, ...]
    sessions: int


@dataclass(frozen=True, slots=True)
class Compared:
    """One sample before and after. `problems` are empty when it ended as promised."""

    sample: Sample
    statuses: tuple[str, ...]
    agents: tuple[str, ...]
    sessions_before: int
    sessions_after: int
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What the demo showed, and where to look at it."""

    folder: Path
    report: Path
    plan: Plan
    results: tuple[Compared, ...]

    @property
    def as_promised(self) -> bool:
        """Whether every sample ended as its README line says."""
        return not any(result.problems for result in self.results)


@dataclass(frozen=True, slots=True)
class _Run:
    output: str
    sessions: list[dict[str, object]]


def demonstrate(
    folder: Path | None = None,
    profile: Profile = "live",
    step: Callable[[str], None] = lambda name: None,
) -> Demonstration:
    """Migrate a copy of the samples and compare what they do before and after.

    `folder` is where the copy goes, by default a new temporary one that is kept. Raises DemoError
    when a sample can't run, and what planning and applying raise.
    """
    place = folder or Path(tempfile.mkdtemp(prefix="omniagent-demo-"))
    home = place / "samples"
    shutil.copytree(samples_folder(), home, ignore=shutil.ignore_patterns("__pycache__"))
    _commit(place)
    samples = _samples(home)
    with running(replace(UNLIMITED, profile=profile)) as sandbox:
        before = {}
        for sample in samples:
            step(f"{sample.name}, before")
            before[sample.name] = _run(home, sample, sandbox, {})
        step("planning, editing and proving")
        project = open_project([place], overrides={"base_url": sandbox.base_url})
        planned = make_plan(project)
        step("creating agents, writing the code")
        record(project, apply(project, planned, Access(ApiKey(sandbox.api_key))))
        variables = read_env_file(place / ENV_FILE) if (place / ENV_FILE).exists() else {}
        results = []
        for sample in samples:
            step(f"{sample.name}, after")
            after = _run(home, sample, sandbox, variables)
            results.append(_compared(sample, planned.plan, before[sample.name], after))
    report = place / STATE_FOLDER / REPORT_FILE
    return Demonstration(place, report, planned.plan, tuple(results))


def _samples(home: Path) -> list[Sample]:
    rows = tomllib.loads((home / "samples.toml").read_text(encoding="utf-8"))["sample"]
    return [
        Sample(row["name"], row["run"], tuple(row["expected"]), row["sessions"]) for row in rows
    ]


def _run(home: Path, sample: Sample, sandbox: RunningSandbox, variables: Mapping[str, str]) -> _Run:
    seen = len(sandbox.effective_sessions())
    environment = {
        **os.environ,
        "NAPSTER_BASE_URL": sandbox.base_url,
        "NAPSTER_API_KEY": sandbox.api_key,
        "NO_PROXY": "127.0.0.1",
        "PYTHONDONTWRITEBYTECODE": "1",
        **variables,
    }
    try:
        finished = subprocess.run(  # noqa: S603 - our own samples, with this interpreter
            [sys.executable, str(home / sample.run)],
            env=environment,
            capture_output=True,
            text=True,
            timeout=_TIMEOUT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise DemoError(f"{sample.name} didn't finish within {_TIMEOUT_SECONDS} s.") from None
    if finished.returncode != 0:
        last = (finished.stderr.strip() or finished.stdout.strip() or "nothing").splitlines()[-1]
        hint = "Install the samples' clients with `pip install 'omniagent-migrator[demo]'`."
        raise DemoError(f"{sample.name} failed: {last}. {hint}")
    # A sample that opens sessions side by side doesn't open them in the same order twice.
    opened = sorted(sandbox.effective_sessions()[seen:], key=_compared_text)
    return _Run(finished.stdout, [dict(each) for each in opened])


def _compared_text(session: Mapping[str, object]) -> str:
    return json.dumps([session.get(part) for part in COMPARED], sort_keys=True)


def _compared(sample: Sample, plan: Plan, before: _Run, after: _Run) -> Compared:
    sites = [s for s in plan.call_sites if s.path.startswith(f"samples/{sample.name}/")]
    statuses = tuple(site.status for site in sites)
    problems = list(differences(before.sessions, after.sessions))
    if statuses != sample.expected:
        problems.append(f"ended as {', '.join(statuses) or 'nothing'}")
    if len(before.sessions) != sample.sessions:
        problems.append(f"opened {len(before.sessions)} sessions before")
    if before.output != after.output:
        problems.append("printed something else")
    through_agents = sum(1 for each in after.sessions if each["agentId"] is not None)
    moved = "migrate" in statuses
    if through_agents != (len(after.sessions) if moved else 0):
        problems.append(f"{through_agents} of {len(after.sessions)} sessions use an agent")
    agents = tuple(dict.fromkeys(agent for site in sites for agent in site.agents))
    return Compared(
        sample, statuses, agents, len(before.sessions), len(after.sessions), tuple(problems)
    )


def _commit(place: Path) -> None:
    """Make the copy a git work tree, so that `git diff` shows what the migration did."""
    if shutil.which("git") is None or work_tree(place) is not None:
        return
    who = ["-c", "user.name=demo", "-c", "user.email=demo@localhost", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "Before"]):
        subprocess.run(  # noqa: S603
            ["git", *arguments],  # noqa: S607
            cwd=place,
            check=False,
            capture_output=True,
        )
