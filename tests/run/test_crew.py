"""Several readers plan what one plans, and what goes wrong in one of them is said."""

import shutil
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from migrator.find.candidates import candidates
from migrator.find.tree import SourceTree
from migrator.model.errors import InputError
from migrator.run.crew import Crew
from migrator.run.part import ProjectPart
from migrator.run.planning import make_plan
from migrator.run.project import Project, open_project
from migrator.run.readers import ForkedReader, can_fork

SHAPES = Path(__file__).parents[1] / "shapes"
CALL = """import requests

from {module} import VOICE


def start(user):
    requests.post(
        "https://companion-api.napster.com/public/connections",
        headers={{"X-Api-Key": "k"}},
        json={{
            "companionId": "{companion}",
            "providerConfig": {{"voiceId": VOICE}},
            "externalClientId": user,
        }},
    )
"""
SHARED_BASE = {
    "one.py": CALL.format(module="base", companion="c_1"),
    "two.py": CALL.format(module="deep", companion="c_2"),
    "base.py": "from deep import VOICE\n",
    "deep.py": "VOICE = 'alloy'\n",
}

pytestmark = pytest.mark.skipif(not can_fork(), reason="processes are only forked on Linux")


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A tree of a dozen shapes, each a folder of its own."""
    found = sorted(folder for folder in SHAPES.rglob("before") if folder.is_dir())
    for number, folder in enumerate(found[:: max(1, len(found) // 12)]):
        shutil.copytree(folder, tmp_path / f"shape_{number}")
    return tmp_path


def project(root: Path, jobs: int) -> Project:
    return open_project([root], jobs=jobs)


def test_a_plan_is_the_same_however_many_read(many: Path) -> None:
    alone, together = (make_plan(project(many, jobs)) for jobs in (1, 3))
    assert alone.plan.summary.migrate > 5
    assert together.plan.to_json() == alone.plan.to_json()
    assert together.texts == alone.texts


def test_files_that_turn_out_to_be_connected_are_read_by_one(tmp_path: Path) -> None:
    """What connects them is a module that one of them only gets through another."""
    write(tmp_path, SHARED_BASE)
    alone, together = (make_plan(project(tmp_path, jobs)) for jobs in (1, 2))
    assert alone.plan.summary.migrate == 2
    assert together.plan.to_json() == alone.plan.to_json()


def test_a_reader_that_is_gone_is_missed(tmp_path: Path) -> None:
    write(tmp_path, SHARED_BASE)
    with crew(tmp_path) as readers:
        active_children()[-1].kill()
        with pytest.raises(InputError, match="Run again with --jobs 1"):
            readers.read()


def test_what_a_reader_raises_is_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(part: ProjectPart, paths: object) -> None:
        raise LookupError("no such thing")

    write(tmp_path, SHARED_BASE)
    monkeypatch.setattr(fails, "__module__", "migrator.run.part")
    monkeypatch.setattr(fails, "__qualname__", "ProjectPart.read")
    monkeypatch.setattr(ProjectPart, "read", fails)
    with crew(tmp_path) as readers, pytest.raises(RuntimeError, match="LookupError: no such thing"):
        readers.read()


def test_who_is_interrupted_waits_for_no_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dawdles(part: ProjectPart, paths: object) -> None:
        time.sleep(60)

    write(tmp_path, SHARED_BASE)
    monkeypatch.setattr(dawdles, "__module__", "migrator.run.part")
    monkeypatch.setattr(dawdles, "__qualname__", "ProjectPart.read")
    monkeypatch.setattr(ProjectPart, "read", dawdles)
    monkeypatch.setattr(ForkedReader, "answer", interrupt)
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), crew(tmp_path) as readers:
        readers.read()
    assert time.monotonic() - began < 30
    assert active_children() == []


def interrupt(reader: ForkedReader) -> None:
    raise KeyboardInterrupt


def test_no_reader_outlives_its_crew(tmp_path: Path) -> None:
    write(tmp_path, SHARED_BASE)
    with crew(tmp_path) as readers:
        readers.read()
        assert len(active_children()) == 2
    assert active_children() == []


def crew(root: Path) -> Crew:
    made = project(root, 2)
    tree = SourceTree.of([root], (), root)
    return Crew(made, tree, candidates(tree, made.pack, made.hosts).python)


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
