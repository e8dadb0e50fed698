"""Puts every defect into a copy of the source and says what stopped it: `python -m tests.mutation`.

A defect is stopped by the *proof* when edits that were made before are refused and nothing that is
still rewritten behaves otherwise; by *programs* when one of them does; by *tests* when those of
its room fail. Whatever is left survives, and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.mutation.editor import EDITOR
from tests.mutation.evaluator import EVALUATOR
from tests.mutation.mutant import Mutant
from tests.mutation.verdicts import Verdict

ROOT = Path(__file__).parents[2]
LONGEST = 600
FAST_TESTS = {"read": ("tests/read",), "rewrite": ("tests/rewrite",)}


class Bench:
    """Copies of the source tree to put defects into, and the verdict on the sound one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._baseline = folder / "baseline.json"
        sound = self._verdict(self._copy("sound"), folder / "none.json")
        self._baseline.write_text(json.dumps(sound["plans"]), "utf-8")

    def _copy(self, name: str) -> Path:
        copy = self._folder / name
        # Tests are copied too: linked ones would import the package that stands beside them.
        for package in ("migrator", "tests"):
            left_out = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / package, copy / package, ignore=left_out)
        for other in ("rules", "samples", "pyproject.toml"):
            (copy / other).symlink_to(ROOT / other)
        return copy

    def _run(self, copy: Path, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, *command],
            cwd=copy,
            env=environment,
            capture_output=True,
            text=True,
            timeout=LONGEST,
            check=False,
        )

    def _verdict(self, copy: Path, baseline: Path) -> Verdict:
        (copy / "work").mkdir()
        ran = self._run(copy, "-m", "tests.mutation.verdicts", str(copy / "work"), str(baseline))
        if ran.returncode:
            return {"plans": {}, "wrong": _last_line(ran.stderr), "unproved": []}
        verdict: Verdict = json.loads(ran.stdout)
        return verdict

    def stopped_by(self, number: int, mutant: Mutant) -> str:
        """What stops a defect: proof, programs or tests, with an example; "" when nothing does."""
        copy = self._copy(str(number))
        file = copy / "migrator" / mutant.path
        text = file.read_text("utf-8")
        if text.count(mutant.old) != 1:
            return f"NOT APPLIED: {text.count(mutant.old)} places"
        file.write_text(text.replace(mutant.old, mutant.new), "utf-8")
        try:
            verdict = self._verdict(copy, self._baseline)
            if verdict["wrong"]:
                by = "proof and programs" if verdict["unproved"] else "programs"
                return f"{by}: {verdict['wrong']}"
            if verdict["unproved"]:
                return f"proof: {verdict['unproved'][0]} and {len(verdict['unproved']) - 1} more"
            fast = FAST_TESTS[mutant.path.partition("/")[0]]
            tests = self._run(copy, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *fast)
        except subprocess.TimeoutExpired:
            return "tests: they take too long"
        finally:
            shutil.rmtree(copy, ignore_errors=True)
        failed = [
            line for line in tests.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))
        ]
        return f"tests: {failed[0].split(' - ')[0].split('::')[-1]}" if tests.returncode else ""


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it doesn't start"])[-1]


def main() -> int:
    """Try every defect and print the table; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("words", nargs="*", help="only defects whose name holds one of these")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    chosen = [
        m
        for m in (*EVALUATOR, *EDITOR)
        if not options.words or any(w in m.name for w in options.words)
    ]
    started = time.monotonic()
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(options.jobs) as pool:
        bench = Bench(Path(folder).resolve())
        results = pool.map(lambda pair: bench.stopped_by(*pair), enumerate(chosen))
        for mutant, by in zip(chosen, results, strict=True):
            kind = by.partition(":")[0] or ("spared" if mutant.spared else "SURVIVED")
            counts[kind] += 1
            room = "editor" if mutant in EDITOR else "evaluator"
            print(f"{room:<10} {mutant.name:<50} {by or mutant.spared or kind}", flush=True)
    told = ", ".join(f"{count} {kind}" for kind, count in counts.most_common())
    print(f"{len(chosen)} defects in {time.monotonic() - started:.0f} s: {told}")
    return 1 if counts["SURVIVED"] + counts["NOT APPLIED"] else 0


if __name__ == "__main__":
    sys.exit(main())
