"""Plants calls and decoys among the background, and writes down where each call stands."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.decoys import decoys
from tests.benchmarks.draft import MARK, Draft, module_text
from tests.benchmarks.hard_shapes import hard
from tests.benchmarks.shapes import tabled
from tests.benchmarks.surroundings import surroundings

CALLS, DECOYS = 300, 60
_HOMES = ("services", "apps", "homeassistant/components", "celery/apps", "scrapy/extensions")
_AREAS = ["voice", "concierge", "frontdesk", "hotline", "tutor", "courier", "kiosk", "intake"]


@dataclass(frozen=True)
class Manifest:
    """Where each planted call stands (path and line), and which files are decoys."""

    calls: frozenset[tuple[str, int]]
    decoys: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Manifest:
        held = json.loads(path.read_text())
        return cls(frozenset((p, n) for p, n in held["calls"]), frozenset(held["decoys"]))

    def write(self, path: Path) -> None:
        held = {"calls": sorted(self.calls), "decoys": sorted(self.decoys)}
        path.write_text(json.dumps(held, indent=0))


def plant(root: Path, seed: int = 7) -> Manifest:
    """Write the planted files under `root`; returns where the calls are."""
    rng = random.Random(seed)
    drafts = tabled(rng)
    drafts += hard(rng, CALLS - len(drafts))
    files: dict[str, str] = {}
    for number, draft in enumerate(drafts):
        home, area = _HOMES[number % len(_HOMES)], _AREAS[number % len(_AREAS)]
        folder = f"{home}/{area}_{number // 40}"
        if "settings" in draft.beside:
            folder = f"sites/{area}_{number}"
        files |= _files_of(draft, folder, f"sessions_{number}", rng)
    others: dict[str, str] = {}
    for number, (stem, draft) in enumerate(decoys(rng, DECOYS)):
        folder = f"{_HOMES[number % len(_HOMES)]}/{_AREAS[number % len(_AREAS)]}_0"
        others |= _files_of(draft, folder, stem, rng)
    _write(root, {**files, **others})
    paths = [root / path for path in (*files, *others)]
    _format(paths)
    calls = frozenset(call for path in paths for call in _unmark(path, root))
    if len(calls) != CALLS:
        raise AssertionError(f"{len(calls)} calls were planted")
    return Manifest(calls, frozenset(others))


def _files_of(draft: Draft, folder: str, stem: str, rng: random.Random) -> dict[str, str]:
    own = sum(block.count("\n") + 3 for block in draft.blocks) + 12
    around = surroundings(rng, max(rng.randint(60, 140) - own, 15))
    files = {f"{folder}/{stem}.py": module_text(draft, around, rng)}
    for name, text in draft.beside.items():
        files[f"{folder}/{name}.py"] = text.replace("MODULE", stem)
    return files


def _write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        compile(text, path, "exec")
        target = root / path
        if target.exists():
            raise AssertionError(f"{path} is there already")
        target.parent.mkdir(parents=True, exist_ok=True)
        (target.parent / "__init__.py").touch()
        target.write_text(text, encoding="utf-8")


def _format(paths: Sequence[Path]) -> None:
    ruff = shutil.which("ruff", path=sysconfig.get_path("scripts")) or "ruff"
    subprocess.run([ruff, "format", "--isolated", "-q", *map(str, paths)], check=True)


def _unmark(path: Path, root: Path) -> Iterator[tuple[str, int]]:
    """Takes the marks out of a file; gives the lines they stood on."""
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(lines).replace(MARK, ""), encoding="utf-8")
    for number, line in enumerate(lines, 1):
        if MARK in line:
            yield path.relative_to(root).as_posix(), number
