"""A shape: one way in which real code builds its calls, as small programs in several HTTP clients.

`cases/SHAPE/shape.toml` says in a sentence what the shape is. Each folder beside it is one program
with its client: `before/` is the program, started by its `main.py`; `after/` holds those files
that a careful engineer would change, as they would leave them, agent ids being `agent_KEY`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from migrator.model.plan import Plan
from migrator.run.planning import make_plan
from migrator.run.project import open_project
from tests.end_to_end.differential.program import Input

CASES = Path(__file__).parent / "cases"
_PLACEHOLDER = re.compile(r"\(known after apply: (\w+)\)")


@dataclass(frozen=True, slots=True)
class Shape:
    """One program of a shape, and what has to become of it.

    `sites` are the statuses that the plan gives its calls in order; `findings` the codes that say
    why calls stay, `listed` codes of what else a person has to look at. `runs` is false for
    programs that need a package which the tests don't have. The program is run with each of the
    `inputs`, before as after; with one of them it `crashes`, if it says so.
    """

    folder: Path
    sentence: str
    sites: tuple[str, ...]
    findings: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    runs: bool = True
    listed: tuple[str, ...] = ()
    inputs: tuple[Input, ...] = (Input(),)
    crashes: bool = False

    @classmethod
    def load(cls, name: str) -> Shape:
        """The program `name`, which is SHAPE/CLIENT."""
        folder = CASES / name
        said = tomllib.loads((folder.parent / "shape.toml").read_text("utf-8"))
        said |= said.get(folder.name, {})
        return cls(
            folder,
            said["sentence"],
            tuple(said.get("sites", ["migrate"])),
            tuple(said.get("findings", ())),
            said.get("environment", {}),
            said.get("runs", True),
            tuple(said.get("listed", ())),
            tuple(_input(each) for each in said.get("runs_with", ({},))),
            said.get("crashes", False),
        )

    @property
    def before(self) -> dict[str, str]:
        """The program's files by path."""
        return _texts(self.folder / "before")

    @property
    def after(self) -> dict[str, str]:
        """The files as they should become."""
        return {**self.before, **_texts(self.folder / "after")}


def _input(said: Mapping[str, object]) -> Input:
    arguments, environment = said.get("arguments", ()), said.get("environment", {})
    assert isinstance(arguments, list | tuple)
    assert isinstance(environment, dict)
    return Input(tuple(map(str, arguments)), environment)


def names() -> list[str]:
    """SHAPE/CLIENT of every program."""
    return sorted(path.parent.relative_to(CASES).as_posix() for path in CASES.glob("*/*/before"))


def planned(shape: Shape, folder: Path) -> tuple[Plan, dict[str, str]]:
    """The plan for the program and its files after the edits; it is written to `folder`."""
    for path, text in shape.before.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    made = make_plan(open_project([folder], given=[("the test", shape.environment)]))
    texts = {path: _PLACEHOLDER.sub(r"agent_\1", text) for path, text in made.texts.items()}
    return made.plan, {**shape.before, **texts}


def _texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.py"))
    }
