"""plan.json: the contract's fields in its order, and the same bytes for the same tree."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from migrator.model.data_files import samples_folder
from migrator.sandbox.embedded import RunningSandbox
from tests.end_to_end.workshop import VOICE, Workshop, workshop

PLAN = Path(".migrator/plan.json")
Member = dict[str, Any]

# The contract's fields, and those that later ones were put behind.
TOP = [
    "version", "tool", "pack", "root", "environment", "base_url", "sources", "files", "summary",
    "call_sites", "agents", "findings",
]  # fmt: skip
CALL_SITE = [
    "id", "path", "line", "column", "endpoint", "channel", "client", "function", "status",
    "agents", "variants", "session_fields", "fields", "findings", "before", "after", "diff",
    "cell",
]  # fmt: skip
AGENT = [
    "key", "name", "body", "channels", "environment", "call_sites", "fingerprint", "reference",
    "reference_kind",
]  # fmt: skip
FINDING = ["code", "severity", "message", "path", "line", "column", "hint", "call_site", "cell"]
COUNTED = ["migrate", "route", "left", "ignored", "done"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory, server: RunningSandbox) -> Workshop:
    """The samples, a call that is ignored and a file that can't be read."""
    root = tmp_path_factory.mktemp("plan") / "project"
    shutil.copytree(samples_folder(), root, ignore=shutil.ignore_patterns("__pycache__"))
    ignored = VOICE.replace(
        "    response = requests.post(", "    response = requests.post(  # migrator: ignore"
    ).replace("app.settings", "settings")
    settings = 'API_BASE = "https://companion-api.napster.com"\nAPI_KEY = "k"\n'
    return workshop(
        root,
        server,
        {"old/voice.py": ignored, "old/settings.py": settings, "broken.py": "'/public/connections"},
    )


@pytest.fixture(scope="module")
def written(project: Workshop) -> bytes:
    """The file, with whatever hash seed the tests have."""
    project.run("plan", ".")
    return (project.root / PLAN).read_bytes()


@pytest.fixture(scope="module")
def plan(written: bytes) -> Member:
    document: Member = json.loads(written)
    return document


def planned(project: Workshop, *arguments: str, cwd: Path | None = None) -> bytes:
    """The bytes that a process of its own writes."""
    (project.root / PLAN).unlink(missing_ok=True)
    ended = project.run_apart("plan", *arguments, cwd=cwd or project.root)
    assert ended.code == 3, ended
    return (project.root / PLAN).read_bytes()


@pytest.mark.parametrize("seed", ["0", "1"])
def test_hash_seeds_do_not_matter(project: Workshop, written: bytes, seed: str) -> None:
    seeded = replace(project, variables={"PYTHONHASHSEED": seed})
    assert planned(seeded, ".") == written


def test_the_folder_it_is_called_from_does_not_matter(
    project: Workshop, written: bytes, tmp_path: Path
) -> None:
    assert planned(project, str(project.root), cwd=tmp_path) == written
    assert planned(project, "..", cwd=project.root / "fastapi_app") == written


def test_where_it_is_checked_out_does_not_matter(
    project: Workshop, written: bytes, tmp_path: Path
) -> None:
    other = Workshop(tmp_path / "elsewhere" / "under another name", project.base_url, project.key)
    shutil.copytree(project.root, other.root, ignore=shutil.ignore_patterns(".migrator"))
    other.run("plan", ".")
    assert (other.root / PLAN).read_bytes() == written


def test_standard_output_is_the_file(project: Workshop) -> None:
    shown = project.run("plan", ".", "--format", "json")
    assert shown.out.encode() == (project.root / PLAN).read_bytes()


def test_it_is_what_the_schema_says(project: Workshop, plan: Member) -> None:
    schema = json.loads(project.run("plan", "--schema").out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(plan, schema)


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (lambda plan: [plan], TOP),
        (lambda plan: plan["sources"], ["path", "sha256"]),
        (lambda plan: [plan["files"]], ["walked", "searched", "parsed", "unlisted"]),
        (lambda plan: [plan["summary"]], ["sites", *COUNTED, "agents", "findings"]),
        (lambda plan: plan["call_sites"], CALL_SITE),
        (
            lambda plan: [field for site in plan["call_sites"] for field in site["fields"]],
            ["name", "target", "kind", "value", "origin"],
        ),
        (lambda plan: plan["agents"], AGENT),
        (lambda plan: plan["findings"], FINDING),
    ],
)
def test_fields_stand_in_the_order_of_the_contract(
    plan: Member, members: Callable[[Member], list[Member]], expected: list[str]
) -> None:
    found = members(plan)
    assert found
    assert [list(member) for member in found] == [expected] * len(found)


def test_it_is_of_version_1_with_paths_relative_to_its_root(plan: Member) -> None:
    paths = [source["path"] for source in plan["sources"]]
    assert (plan["version"], plan["root"]) == (1, ".")
    assert paths == sorted(paths)
    assert not [path for path in paths if path.startswith(("/", ".")) or "\\" in path]


def test_call_sites_and_findings_are_in_order_of_place(plan: Member) -> None:
    for rows in (plan["call_sites"], plan["findings"]):
        places = [(row["path"], row["line"], row["column"]) for row in rows]
        assert places == sorted(places)


def test_the_summary_counts_what_is_there(plan: Member) -> None:
    statuses = [site["status"] for site in plan["call_sites"]]
    assert plan["summary"] == {
        "sites": len(statuses),
        **{status: statuses.count(status) for status in COUNTED},
        "agents": len(plan["agents"]),
        "findings": len(plan["findings"]),
    }
    assert {"migrate", "left", "ignored"} <= set(statuses)


def test_keys_names_references_and_ids_are_unique(plan: Member) -> None:
    for rows, name in (
        (plan["agents"], "key"),
        (plan["agents"], "name"),
        (plan["agents"], "reference"),
        (plan["call_sites"], "id"),
    ):
        values = [row[name] for row in rows]
        assert len(values) == len(set(values))


def test_agents_and_call_sites_name_each_other(plan: Member) -> None:
    of_sites = {(key, site["id"]) for site in plan["call_sites"] for key in site["agents"]}
    of_agents = {(agent["key"], site) for agent in plan["agents"] for site in agent["call_sites"]}
    assert of_sites == of_agents


def test_edits_are_shown_for_calls_that_migrate_alone(plan: Member) -> None:
    for site in plan["call_sites"]:
        assert bool(site["diff"]) == (site["status"] == "migrate"), site["id"]
