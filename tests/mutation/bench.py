"""Copies of the source with a defect in them, and what stops it there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from threading import Lock

from tests.mutation.mutant import Mutant
from tests.mutation.verdicts import Planned, Verdict, every_program, is_program

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 900
READ_CASES = "tests/read/test_cases.py::test_what_is_read_is_what_is_sent"
# Most defects are seen by one of the first programs.
PORTIONS = (10, 50)
# The quick ones first, those that take longer only where these see nothing.
TESTS = {
    "read": (
        ("tests/read", "--deselect=tests/read/test_differential.py"),
        ("tests/read/test_differential.py",),
        ("tests/shapes",),
    ),
    "rewrite": (
        (
            "tests/rewrite/test_cases.py",
            "tests/rewrite/test_across_files.py",
            "tests/rewrite/test_dumps.py",
            "tests/rewrite/test_formatting.py",
            "tests/rewrite/test_behaviour.py",
        ),
        ("tests/shapes",),
    ),
}


class Bench:
    """Copies of the tree to put defects into, one a job, and the sound one to compare with."""

    def __init__(self, folder: Path, jobs: int) -> None:
        self._folder = folder
        self._plans: dict[str, Planned] = {}
        self._lock = Lock()
        self._sound = self._copy("sound")
        self._copies: Queue[Path] = Queue()
        for number in range(jobs):
            self._copies.put(self._copy(str(number)))

    def stopped_by(self, mutant: Mutant) -> str:
        """What stops a defect: proof, programs or tests, with an example; "" when nothing does."""
        copy = self._copies.get()
        file = copy / "migrator" / mutant.path
        sound = file.read_text("utf-8") if file.exists() else ""
        if sound.count(mutant.old) != 1:
            self._copies.put(copy)
            return f"NOT APPLIED: {sound.count(mutant.old)} places"
        file.write_text(sound.replace(mutant.old, mutant.new), "utf-8")
        try:
            return next(filter(None, self._tried(copy, mutant)), "")
        except subprocess.TimeoutExpired:
            return "tests: they take too long"
        finally:
            file.write_text(sound, "utf-8")
            self._copies.put(copy)

    def _tried(self, copy: Path, mutant: Mutant) -> Iterator[str]:
        likely = [name for name in mutant.seen_by if is_program(name)]
        tests = [_test(name) for name in mutant.seen_by if not is_program(name)]
        others = [name for name in every_program() if name not in likely]
        room = mutant.path.partition("/")[0]
        yield self._programs(copy, likely)
        yield self._tests(copy, tests)
        if mutant.spared:
            return
        if room == "read":
            yield self._tests(copy, TESTS[room][0])
        first, second = PORTIONS[0], sum(PORTIONS)
        for portion in (others[:first], others[first:second], others[second:]):
            yield self._programs(copy, portion)
        for chosen in TESTS[room][room == "read" :]:
            yield self._tests(copy, chosen)

    def _programs(self, copy: Path, names: Sequence[str]) -> str:
        if not names:
            return ""
        with self._lock:
            unknown = [name for name in names if name not in self._plans]
            if unknown:
                self._plans |= self._verdict(self._sound, unknown)["plans"]
        verdict = self._verdict(copy, names)
        if verdict["wrong"]:
            by = "proof and programs" if verdict["unproved"] else "programs"
            return f"{by}: {verdict['wrong']}"
        return f"proof: {', '.join(verdict['unproved'])}" if verdict["unproved"] else ""

    def _tests(self, copy: Path, chosen: Sequence[str]) -> str:
        if not chosen:
            return ""
        options = ("-x", "-q", "-p", "no:cacheprovider")
        ran = self._run(copy, "", "-m", "pytest", *options, *chosen)
        failed = [line for line in ran.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        if not ran.returncode:
            return ""
        name = failed[0].split(" - ")[0] if failed else _last_line(ran.stderr)
        return f"tests: {name.removeprefix('FAILED ').replace(f'{READ_CASES}[', '[')}"

    def _verdict(self, copy: Path, names: Sequence[str]) -> Verdict:
        with tempfile.TemporaryDirectory(dir=self._folder) as work:
            baseline = Path(work) / "baseline.json"
            known = {name: self._plans[name] for name in names if name in self._plans}
            baseline.write_text(json.dumps(known), "utf-8")
            command = ("-m", "tests.mutation.verdicts", work, str(baseline))
            ran = self._run(copy, json.dumps(names), *command)
        if ran.returncode:
            return {"plans": {}, "wrong": _last_line(ran.stderr), "unproved": []}
        verdict: Verdict = json.loads(ran.stdout)
        return verdict

    def _copy(self, name: str) -> Path:
        copy = self._folder / name
        # Tests are copied too: linked ones would import the package that stands beside them.
        for package in ("migrator", "tests"):
            # With what was compiled, which only counts for a file that is as it was then.
            shutil.copytree(ROOT / package, copy / package)
        for other in ("rules", "samples", "pyproject.toml"):
            (copy / other).symlink_to(ROOT / other)
        return copy

    def _run(self, copy: Path, told: str, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *command],
            cwd=copy,
            env=environment,
            input=told,
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )


@contextmanager
def bench(jobs: int = 1) -> Iterator[Bench]:
    """A bench for the time of the block."""
    with tempfile.TemporaryDirectory() as folder:
        yield Bench(Path(folder).resolve(), jobs)


def _test(name: str) -> str:
    return name if name.startswith("tests/") else f"{READ_CASES}[{name}]"


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it doesn't start"])[-1]
