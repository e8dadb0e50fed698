"""Edits that change several files: all of them, or none with the reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from migrator.run import applying
from migrator.run.planning import make_plan
from migrator.run.project import open_project
from tests.rewrite.mutants import mutants
from tests.rewrite.proving import Program

_ID = re.compile(r"\(known after apply: (\w+)\)")
CASES = Path(__file__).parent / "across_files" / "cases"
STAY = {
    "builder_with_another_use": "museum_body() would return something else, which audit.py:5 uses",
    "callers_that_need_different_agents": "which needs another agent",
    "caller_that_stays": ", which stays",
}
MIGRATE = sorted(folder.name for folder in CASES.iterdir() if (folder / "after").exists())


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.py"))
        if ".migrator" not in path.parts
    }


def written(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", MIGRATE)
def test_all_files_of_an_edit_change_together(name: str) -> None:
    program = Program(texts(CASES / name / "before"))
    edited = {path: _ID.sub(r"agent_\1", text) for path, text in program.edited.items()}
    assert edited == texts(CASES / name / "after")


def test_files_that_change_together_wait_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With uncommitted work in one of them, and whole when there is none."""
    before = texts(CASES / "base_class_and_builder" / "before")
    written(tmp_path, before)
    project = open_project([tmp_path])
    planned = make_plan(project)
    dirty = {"clients/bodies.py": "it has uncommitted changes"}
    with monkeypatch.context() as patched:
        patched.setattr(applying, "dirty_files", lambda *_: dict(dirty))
        waited = applying.write_code(project, planned, {"guide": "agent_guide"})
    assert not waited.written
    assert [path for path, _ in waited.waiting] == ["clients/bodies.py", "clients/museum.py"]
    assert texts(tmp_path) == before

    applying.write_code(project, planned, {"guide": "agent_guide"})
    assert texts(tmp_path) == before | texts(CASES / "base_class_and_builder" / "after")


def test_a_plan_shows_every_file_of_an_edit(tmp_path: Path) -> None:
    written(tmp_path, texts(CASES / "base_class_and_builder" / "before"))
    plan = make_plan(open_project([tmp_path])).plan
    (site,) = plan.call_sites
    assert "+++ b/clients/museum.py" in site.diff
    assert "+++ b/clients/bodies.py" in site.diff
    assert {source.path for source in plan.sources} == {"clients/bodies.py", "clients/museum.py"}


def test_an_edit_of_several_files_is_none_for_single_files(tmp_path: Path) -> None:
    written(tmp_path, texts(CASES / "base_class_and_builder" / "before"))
    planned = make_plan(open_project([tmp_path]), single_files=True)
    assert not planned.texts
    (why,) = [f.message for f in planned.plan.findings if f.code == "OM109"]
    assert why == "its edit changes clients/bodies.py and clients/museum.py together"


@pytest.mark.parametrize("name", sorted(STAY))
def test_calls_stay_together_and_say_why(name: str, tmp_path: Path) -> None:
    written(tmp_path, texts(CASES / name / "before"))
    planned = make_plan(open_project([tmp_path]))
    assert not planned.texts
    assert any(STAY[name] in finding.message for finding in planned.plan.findings)


OTHER_USES = {
    "printed": "from clients.bodies import museum_body\n\nprint(museum_body('v', 'r'))\n",
    "under another name": "from clients.bodies import museum_body as make\n\nprint(make('v', 'r'))\n",
    "through its module": "from clients import bodies\n\nprint(bodies.museum_body('v', 'r'))\n",
    "through a star": "from clients.bodies import *\n\nprint(museum_body('v', 'r'))\n",
    "kept as a value": "from clients.bodies import museum_body\n\nMAKERS = [museum_body]\n",
    "asked for by name": "from clients import bodies\n\nprint(getattr(bodies, 'museum_body')('v', 'r'))\n",
    "returned": "from clients.bodies import museum_body\n\n\ndef preview(v):\n    return museum_body(v, '')\n",
    "kept in a variable": "from clients.bodies import museum_body\n\n\ndef size(v):\n    body = museum_body(v, '')\n    return len(body)\n",
    "a part of it": "from clients.bodies import museum_body\n\n\ndef who(v):\n    return museum_body(v, '')['companionId']\n",
    "in a dict": "from clients.bodies import museum_body\n\n\ndef log(v):\n    print({**museum_body(v, '')})\n",
    "in a file that doesn't parse": "museum_body(\n",
}


@pytest.mark.parametrize("use", OTHER_USES)
def test_a_function_that_others_call_keeps_what_it_returns(use: str) -> None:
    """They would see the difference, whichever way they reach it."""
    program = Program(
        texts(CASES / "base_class_and_builder" / "before") | {"x.py": OTHER_USES[use]}
    )
    edits = program.edits
    assert not edits.texts
    assert any("museum_body() would return" in f.message for f in edits.failures.values()), edits


OTHER_CALLERS = {
    "in a table": "import sessions\n\nJOBS = {'weekly': sessions.post_session}\n",
    "handed on": "from sessions import post_session\n\n\ndef run(pool, p):\n    pool.submit(post_session, p)\n",
    "unpacked": "from sessions import post_session\n\n\ndef run(*given):\n    post_session(*given)\n",
    "of an unknown payload": "from sessions import post_session\n\n\ndef run(p):\n    post_session(p)\n",
    "asked for by name": "import sessions\n\n\ndef run(p):\n    getattr(sessions, 'post_session')(p)\n",
}


@pytest.mark.parametrize("use", OTHER_CALLERS)
def test_a_helper_that_others_call_keeps_its_url(use: str) -> None:
    program = Program(
        texts(CASES / "default_of_a_helper" / "before") | {"x.py": OTHER_CALLERS[use]}
    )
    edits = program.edits
    assert not edits.texts
    assert any(
        "also for x.py" in f.message or "serves the call at x.py" in f.message
        for f in edits.failures.values()
    ), edits.failures


SAME_USES = {
    "another function of the name": "def museum_body(v):\n    return v\n\n\nprint(museum_body(1))\n",
    "a method of the name": (
        "class Tour:\n    def museum_body(self):\n        return 1\n\n"
        "    def show(self):\n        print(self.museum_body())\n"
    ),
    "a comment": "# museum_body() makes bodies.\n",
}


@pytest.mark.parametrize("use", SAME_USES)
def test_other_things_of_its_name_are_no_uses(use: str) -> None:
    program = Program(texts(CASES / "base_class_and_builder" / "before") | {"x.py": SAME_USES[use]})
    assert "clients/bodies.py" in program.edited


@pytest.mark.parametrize("name", MIGRATE)
def test_no_file_changes_alone(name: str) -> None:
    """Whichever of an edit's files stays as it was, the proof sees the sessions change."""
    program = Program(texts(CASES / name / "before"))
    assert len(program.edited) > 1 or name.startswith("dict_")
    for path in program.edited:
        refused = program.refusals({path: program.files[path]})
        changing = {p.site.id for p in program.promises if path in p.paths}
        assert refused, path
        assert set(refused) <= changing


SAME_SESSION = {
    "base_class_and_builder": {
        "clients/bodies.py:double `body = {'channelType': 'webrtc', 'externalClientId`",
        "clients/bodies.py:double `body['tags'] = {'room': room}`",
        "clients/museum.py:double `from clients.bodies import museum_body`",
        "clients/museum.py:swap `from clients.bodies import museum_body` with the next",
    },
    "default_of_a_helper": {
        "jobs.py:swap `from sessions import post_session` with the next",
        "sessions.py:swap `API = 'https://companion-api.napster.com/public'` with the next",
    },
    "dict_of_another_module": {
        "desk/calls.py:double `URL = f'https://companion-api.napster.com/public/a`",
        "desk/calls.py:double `from desk.defaults import DESK`",
        "desk/calls.py:swap `from desk.defaults import DESK` with the next",
    },
    "url_of_a_helper": {
        "http_client.py:swap `import requests` with the next",
        "http_client.py:double `CONNECTIONS_URL = f'https://companion-api.napster.`",
        "kiosk.py:double `payload = {'channelType': 'webrtc'}`",
        "kiosk.py:double `payload['externalClientId'] = f'kiosk-{number}'`",
    },
}


@pytest.mark.parametrize("name", MIGRATE)
def test_no_mutant_of_any_file_survives(name: str) -> None:
    program = Program(texts(CASES / name / "before"))
    survivors: set[str] = set()
    for path, text in program.edited.items():
        for mutant in mutants(text):
            if not program.refusals({path: mutant.text}):
                survivors.add(f"{path}:{mutant.name.partition(': ')[2]}")
    assert survivors == SAME_SESSION[name]
