"""`plan` on a million lines: are all 300 planted calls found, and how long does it take?

    python -m tests.benchmarks.million [--folder DIR] [--rounds N] [--seed N]

Builds the tree once (public packages, downloaded at pinned versions, and the planted files),
then runs `migrator plan` and one ast-grep rule over it in turns, as whole processes. Prints
what was found by exact file and line, the medians, their ratio and the memory. Exit status 1
unless all 300 calls and none of the 60 decoys are found. `--folder` keeps the tree for the next
time; without it a temporary folder is used.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.background import PACKAGES, ast_grep, installed, lay_out
from tests.benchmarks.measuring import Run, run
from tests.benchmarks.planting import Manifest, plant

_PROJECT = Path(__file__).parents[2]
_RULE = r"""id: whole-configuration
language: python
severity: info
message: a session is opened with its whole configuration
rule:
  pattern: $CLIENT.post($$$ARGUMENTS)
  has:
    stopBy: end
    kind: string_content
    regex: /public/(ws-)?connections
fix: $CLIENT.post($$$ARGUMENTS, through_agent=True)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="where the tree is kept")
    parser.add_argument("--rounds", type=int, default=7, help="measured rounds after a warm-up")
    parser.add_argument("--seed", type=int, default=7, help="of what is planted")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        return _benchmark(folder, options.rounds, options.seed)


def _benchmark(folder: Path, rounds: int, seed: int) -> int:
    tree, manifest = _tree(folder, seed)
    command = ast_grep(folder / "ast-grep")
    rule = folder / "rule.yml"
    rule.write_text(_RULE)
    plans: list[Run] = []
    rules: list[Run] = []
    for turn in range(rounds + 1):
        shutil.rmtree(tree / ".migrator", ignore_errors=True)
        planned = run([sys.executable, "-P", "-m", "migrator", "plan"], tree, _environment(folder))
        searched = run([str(command), "scan", "-r", str(rule), "."], tree, os.environ)
        if planned.status not in (0, 3) or searched.status != 0:
            print(f"plan ended with {planned.status}, ast-grep with {searched.status}")
            return 1
        if turn:
            plans.append(planned)
            rules.append(searched)
    complete = _recall(tree, manifest)
    _times(plans, rules)
    return 0 if complete else 1


def _environment(folder: Path) -> dict[str, str]:
    """As where the tool is installed: its modules are compiled once, in the warm-up."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NAPSTER")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    compiled = str(folder / "bytecode")
    return {**kept, "PYTHONPATH": str(_PROJECT), "PYTHONPYCACHEPREFIX": compiled}


def _tree(folder: Path, seed: int) -> tuple[Path, Manifest]:
    """The tree, built when it isn't there, and what was planted in it."""
    tree, notes = folder / f"tree-{seed}", folder / f"manifest-{seed}.json"
    if not notes.exists():
        shutil.rmtree(tree, ignore_errors=True)
        lines = lay_out(installed(PACKAGES, folder / "packages"), tree)
        plant(tree, seed).write(notes)
        files = sum(1 for _ in tree.rglob("*.py"))
        print(f"built {tree}: {lines:,} lines of public packages, {files:,} files in all")
    return tree, Manifest.read(notes)


def _recall(tree: Path, manifest: Manifest) -> bool:
    plan = json.loads((tree / ".migrator" / "plan.json").read_text())
    sites = {
        (site["path"], site["line"]) for site in plan["call_sites"] if site["status"] != "done"
    }
    missed = sorted(manifest.calls - sites)
    mistaken = sorted({path for path, _ in sites} & manifest.decoys)
    others = sorted(sites - manifest.calls)
    statuses = [site["status"] for site in plan["call_sites"]]
    print(f"found     {len(manifest.calls) - len(missed)} of {len(manifest.calls)}")
    print(f"decoys    {len(mistaken)} of {len(manifest.decoys)} reported")
    print(f"elsewhere {len(others)} reported that are no planted call")
    print("statuses  " + ", ".join(f"{statuses.count(s)} {s}" for s in sorted(set(statuses))))
    for path, line in [*missed[:40], *others[:40]]:
        print(f"  {'missed' if (path, line) in manifest.calls else 'other '} {path}:{line}")
    return not missed and not mistaken


def _times(plans: Sequence[Run], rules: Sequence[Run]) -> None:
    medians = []
    for name, runs in (("plan", plans), ("ast-grep", rules)):
        seconds = statistics.median(run.seconds for run in runs)
        medians.append(seconds)
        processor = statistics.median(run.processor for run in runs)
        peak = max(run.peak for run in runs)
        every = " ".join(f"{run.seconds:.2f}" for run in runs)
        print(f"{name:9} {seconds:.2f} s ({processor:.2f} s CPU, {peak:.0f} MiB)  of {every}")
    print(f"ratio     {medians[0] / medians[1]:.2f}")


if __name__ == "__main__":
    sys.exit(main())
