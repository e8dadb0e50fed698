"""The API key appears in nothing that a run leaves behind, says or raises."""

from __future__ import annotations

import logging
import pickle
import traceback
from pathlib import Path

import pytest

from migrator.create import runs
from migrator.create.api_key import ApiKey
from migrator.model.errors import InputError
from migrator.sandbox.settings import Fault, FaultKind
from tests.create.conftest import StartProject
from tests.create.project import Project, request, requests
from tests.create.scripted_api import Answer, scripted_api

SECRET = "sk-very-secret-0123456789"


def everything_written(root: Path) -> str:
    return "".join(path.read_text() for path in root.rglob("*") if path.is_file())


def test_no_file_event_or_log_holds_the_key(
    start: StartProject, caplog: pytest.LogCaptureFixture
) -> None:
    faults = tuple(
        Fault(kind, first=1, retry_after_seconds=0, methods=("POST",))
        for kind in FaultKind
        if kind is not FaultKind.SLOW
    )
    project = start(faults=faults)
    with caplog.at_level(logging.DEBUG):
        report = project.create(requests(8))
        runs.verify(requests(8), **project.where())
        runs.delete_created(requests(8), **project.where())

    assert len(report.created) == 8
    assert "sandbox-key" not in everything_written(project.root)
    assert "sandbox-key" not in repr(project.events)
    assert "sandbox-key" not in repr(report)
    logged = [record.getMessage() for record in caplog.records if not _is_servers(record)]
    assert logged
    assert "sandbox-key" not in "\n".join(logged)


def _is_servers(record: logging.LogRecord) -> bool:
    return record.name.startswith(("uvicorn", "migrator.sandbox"))


def test_a_server_that_echoes_the_key_is_not_quoted(tmp_path: Path) -> None:
    echo = Answer(400, {"code": "bad", "description": f"Header X-Api-Key: {SECRET} is odd."})
    script = {"GET /public/agents": [Answer(200, [])], "POST /public/agents": [echo]}
    with scripted_api(script) as api:
        project = Project(tmp_path, api.base_url, SECRET)
        report = project.create([request()])

    [(_, message)] = report.failed
    assert "Header X-Api-Key: [key] is odd." in message
    assert SECRET not in everything_written(tmp_path)


def test_a_redirect_that_carries_the_key_is_not_quoted(tmp_path: Path) -> None:
    goal = {"Location": f"https://login.example/?key={SECRET}"}
    with scripted_api({"GET /public/agents": [Answer(302, headers=goal)]}) as api:
        report = Project(tmp_path, api.base_url, SECRET).create([request()])

    assert "login.example" in str(report.stopped)
    assert SECRET not in str(report.stopped)


def test_headers_that_carry_the_key_are_not_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    answer = Answer(200, [], {"X-Echo": SECRET})
    with scripted_api({"GET /public/agents": [answer]}) as api, caplog.at_level(logging.DEBUG):
        runs.preflight([], **Project(tmp_path, api.base_url, SECRET).where())

    assert "X-Echo" in caplog.text
    assert SECRET not in caplog.text


@pytest.mark.parametrize("shape", ["{}\n{}", "{} {}", "{}\x00{}", "{}é{}"])
def test_a_key_that_cannot_be_one_is_refused_without_being_shown(
    tmp_path: Path, shape: str
) -> None:
    project = Project(tmp_path, "http://127.0.0.1:9", shape.format(SECRET, SECRET))

    with pytest.raises(InputError) as raised:
        project.create([request()])

    assert "NAPSTER_API_KEY" in str(raised.value)
    assert SECRET not in "".join(traceback.format_exception(raised.value))


def test_no_key_at_all_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Set NAPSTER_API_KEY"):
        Project(tmp_path, "http://127.0.0.1:9", "  ").create([request()])


def test_the_key_object_shows_nothing() -> None:
    key = ApiKey(f" {SECRET}\n")

    assert key.reveal() == SECRET
    assert SECRET not in f"{key!r} {key} {[key]}"
    with pytest.raises(TypeError):
        pickle.dumps(key)


@pytest.mark.parametrize(
    "base_url", ["ftp://host", "host", "https://", "https://user:pw@host", "https://host:99999"]
)
def test_an_address_that_is_none_is_refused(tmp_path: Path, base_url: str) -> None:
    with pytest.raises(InputError, match="base URL"):
        Project(tmp_path, base_url, SECRET).create([request()])
