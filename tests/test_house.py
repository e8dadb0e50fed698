"""The house keeps its shape: who may import whom, how large a file may be, what it may be called."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "migrator"
STAGES = ("find", "read", "plan", "rewrite", "create", "observe", "report")
ALLOWED: dict[str, frozenset[str]] = {
    "model": frozenset(),
    "sandbox": frozenset(),
    **{stage: frozenset({"model", *STAGES[:at]}) for at, stage in enumerate(STAGES)},
    "run": frozenset({"model", "sandbox", *STAGES}),
    "cli": frozenset({"model", "sandbox", "run", *STAGES}),
    # The codemod that libcst's own runner starts, and `python -m migrator`.
    "codemod": frozenset({"model", "run", *STAGES}),
    "__main__": frozenset({"cli"}),
    "__init__": frozenset(),
}
LONGEST = 400
REFUSED_NAMES = frozenset({"util", "utils", "helper", "helpers", "common", "misc", "shared"})
# What the scanned programs of a test look like is not ours to say.
NOT_OURS = frozenset({"cases", "golden"})

Imported = tuple[int, str]


def part_of(path: Path) -> str:
    """The part of the house that a file of the package is in: its folder, or its own name."""
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def imported_parts(source: str, path: Path) -> Iterator[Imported]:
    """Line and part of each import of our own, lazy and relative ones and those for types too."""
    package = ("migrator", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            modules = [tuple(alias.name.split(".")) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = (*above, *(node.module or "").split(".")) if node.module else above
            modules = [(*module, alias.name) for alias in node.names]
        elif isinstance(node, ast.Call):
            modules = [tuple(module.split(".")) for module in dynamically_imported(node)]
        else:
            continue
        for module in modules:
            if module[0] == "migrator" and len(module) > 1 and module[1] in ALLOWED:
                yield node.lineno, module[1]


def dynamically_imported(call: ast.Call) -> Iterator[str]:
    if ast.unparse(call.func).rpartition(".")[2] in {"import_module", "__import__"}:
        for argument in call.args[:1]:
            if isinstance(argument, ast.Constant):
                yield str(argument.value)


def wrong_imports(source: str, path: Path) -> list[str]:
    part = part_of(path)
    if part not in ALLOWED:
        return [f"{path.relative_to(ROOT)}: {part} is no part of the house."]
    allowed = ALLOWED[part] | {part}
    return [
        f"{path.relative_to(ROOT)}:{line}: {part} imports {other}; it may import "
        f"{', '.join(sorted(ALLOWED[part])) or 'nothing of the rest'}."
        for line, other in imported_parts(source, path)
        if other not in allowed
    ]


def python_files(folder: Path) -> list[Path]:
    files = folder.rglob("*.py")
    return sorted(path for path in files if NOT_OURS.isdisjoint(path.relative_to(ROOT).parts))


def test_stages_import_only_the_model_and_what_stands_to_their_left() -> None:
    wrong = [
        line for path in python_files(PACKAGE) for line in wrong_imports(path.read_text(), path)
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("find", "from migrator.read.reader import read"),
        ("find", "from migrator import read"),
        ("find", "def later():\n    import migrator.plan.names"),
        ("read", "if TYPE_CHECKING:\n    from ..rewrite import edits"),
        ("report", "from migrator.sandbox import server"),
        ("report", "from migrator.run.planning import plan"),
        ("model", "from migrator.find.tree import SourceTree"),
        ("sandbox", "from migrator.model.pack import RulePack"),
        ("run", "importlib.import_module('migrator.cli.main')"),
    ],
)
def test_a_wrong_import_is_seen_in_every_form(part: str, source: str) -> None:
    path = PACKAGE / part / "some.py"
    assert wrong_imports("import os\n" + source, path)


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("report", "from migrator.find.tree import SourceTree"),
        ("plan", "from migrator import __version__"),
        ("cli", "from migrator.run import planning"),
        ("read", "from . import values\nfrom .values import Value\nimport migratory"),
        ("run", "from migrator.sandbox.server import Sandbox"),
    ],
)
def test_a_right_import_is_left_alone(part: str, source: str) -> None:
    assert wrong_imports(source, PACKAGE / part / "some.py") == []


def test_no_file_is_long() -> None:
    files = [*python_files(PACKAGE), *python_files(ROOT / "tests")]
    lengths = {path: len(path.read_text().splitlines()) for path in files}
    long = [f"{path.relative_to(ROOT)}: {n} lines" for path, n in lengths.items() if n > LONGEST]
    assert not long, f"At most {LONGEST} lines a file: " + ", ".join(long)


def test_names_say_what_is_inside() -> None:
    paths = [path for top in (PACKAGE, ROOT / "tests") for path in top.rglob("*")]
    vague = [
        str(path.relative_to(ROOT))
        for path in paths
        if path.stem.removeprefix("test_").strip("_") in REFUSED_NAMES
        and NOT_OURS.isdisjoint(path.relative_to(ROOT).parts)
    ]
    assert not vague, "Name what they are about: " + ", ".join(vague)
