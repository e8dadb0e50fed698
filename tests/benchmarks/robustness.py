"""Every file of the standard library and of ten packages goes through `plan`, bare and planted.

    python -m tests.benchmarks.robustness [--folder DIR] [--seed N] [--share 1.0] [--only NAME]

Bare: each file, in its own tree, is made a candidate by a comment and read whole, as any of its
functions might be called: nothing may crash and no call may be reported. Planted: copies of whole
packages get session calls at the start of random functions and at the ends of random modules;
`migrator plan` must end well and list each of them at its line, as a call site or, where names may
stand for anything (`globals().update(...)`), by a finding. Prints what went wrong and exits
with 1 if anything did. `--folder` keeps what was downloaded, `--share` takes a part of the files.
The planted standard library takes hours: its imports make one cluster of 874 files, which is read
as a whole, several minutes at a time, until nothing more is learnt.
"""

from __future__ import annotations

import argparse
import random
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path

from migrator.find.tree import SourceTree
from migrator.model.loading import load_rules
from migrator.model.pack import RulePack
from migrator.read.sites import read_sites
from tests.benchmarks.background import installed
from tests.benchmarks.sowing import judged, planted_copy

PACKAGES = {
    "django": "django==5.2.7",
    "scrapy": "scrapy==2.13.3",
    "celery": "celery==5.5.3",
    "sentry_sdk": "sentry-sdk==2.42.0",
    "ansible": "ansible-core==2.18.9",
    "networkx": "networkx==3.5",
    "sqlalchemy": "sqlalchemy==2.0.44",
    "sympy": "sympy==1.14.0",
    "twisted": "twisted==25.5.0",
    "botocore": "botocore==1.40.55",
}
_ANCHOR = b"\n# https://companion-api.napster.com/public/connections companionId\n"
_CALLS_A_PACKAGE = 40


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="where downloaded packages are kept")
    parser.add_argument("--seed", type=int, default=1, help="of where calls are planted")
    parser.add_argument("--share", type=float, default=1.0, help="the part of the files to read")
    parser.add_argument("--only", help="one package, or `stdlib`")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        places = dict(_places(folder, options.only))
        problems = bare(places, options.share, options.seed, options.jobs)
        problems += planted(places, Path(temporary), options.seed)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def bare(places: dict[str, Path], share: float, seed: int, jobs: int) -> list[str]:
    """Read every file by itself; returns what crashed or was taken for a call."""
    problems: list[str] = []
    for name, place in places.items():
        files = [path for path in _python_files(place) if len(path.read_bytes()) < 1_000_000]
        files = random.Random(seed).sample(files, round(len(files) * share))
        began = time.perf_counter()
        with ProcessPoolExecutor(jobs) as pool:
            wrong = [each for found in pool.map(read_alone, files, chunksize=16) for each in found]
        took = time.perf_counter() - began
        print(f"{name:12} {len(files):5} files read alone in {took:4.0f} s, {len(wrong)} wrong")
        problems += wrong
    return problems


def read_alone(path: Path) -> list[str]:
    """What is wrong when one file is read as a candidate."""
    tree = SourceTree(path.parent, [path.name])
    tree = tree.with_files({path.name: path.read_bytes() + _ANCHOR})
    try:
        reading = read_sites(tree, _pack(), (), [path.name])
    except Exception as error:  # noqa: BLE001 (whatever it is, it is a crash)
        return [f"{path}: {type(error).__name__}: {error}"]
    return [f"{path}:{site.span.line}: taken for a call" for site in reading.sites]


def planted(places: dict[str, Path], scratch: Path, seed: int) -> list[str]:
    """Plan copies of whole packages with calls planted; returns what was not found.

    The standard library is planted without its own tests, which import all of it.
    """
    problems: list[str] = []
    for name, place in places.items():
        rng = random.Random(f"{name} {seed}")
        copy = scratch / f"planted-{name}"
        left_out = place / "test" if name == "stdlib" else None
        files = [path for path in _python_files(place) if left_out not in path.parents]
        calls = planted_copy(place, files, copy, _CALLS_A_PACKAGE, rng)
        verdict = judged(copy, calls)
        print(
            f"{name:12} {len(calls):5} calls planted, {len(verdict.wrong)} wrong, "
            f"{len(verdict.only_told)} only listed, planned in {verdict.seconds:.0f} s"
        )
        for each in verdict.only_told:
            print(f"  {each}")
        problems += verdict.wrong
    return problems


@cache
def _pack() -> RulePack:
    return load_rules([])


def _places(folder: Path, only: str | None) -> Iterator[tuple[str, Path]]:
    if only in (None, "stdlib"):
        yield "stdlib", Path(sysconfig.get_path("stdlib"))
    for name, requirement in PACKAGES.items():
        if only in (None, name):
            yield name, installed([requirement], folder / name) / name


def _python_files(place: Path) -> Iterator[Path]:
    for path in sorted(place.rglob("*.py")):
        if "site-packages" not in path.parts:
            yield path


if __name__ == "__main__":
    sys.exit(main())
