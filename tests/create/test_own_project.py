"""A key of another project is noticed before it does harm, whatever is asked for."""

from __future__ import annotations

import pytest

from migrator.create import runs
from migrator.create.api_key import ApiKey
from migrator.create.lock_file import read_lock
from migrator.model.errors import ApiError
from tests.create.project import Project, request, requests

STAGING = ApiKey("sandbox-key-staging")


def test_it_forgets_no_agent_when_asked_to_delete(project: Project) -> None:
    project.create(requests(3))
    locked = project.locked()

    with pytest.raises(ApiError, match="key of another project"):
        runs.delete_created(requests(3), **project.where(api_key=STAGING))

    assert project.locked() == locked
    assert len(project.agents()) == 3


def test_it_creates_nothing_in_a_section_that_has_agents(project: Project) -> None:
    project.create([request("one")])

    report = project.create([request("one"), request("two")], api_key=STAGING)

    assert report.stopped is not None
    assert "key of another project" in report.stopped
    assert report.pending == ["one", "two"]


def test_it_starts_no_section_with_the_key_of_another_one(project: Project) -> None:
    project.create([request("one")])
    before = project.agents()

    report = project.create([request("one")], environment="production")

    assert report.stopped is not None
    assert "sees 1 of the 1 agents that the lock has for environment 'default'" in report.stopped
    assert "--shared-project" in report.stopped
    assert project.agents() == before
    assert "production" not in read_lock(project.root).environments


def test_two_sections_may_share_a_project_and_then_have_agents_of_their_own(
    project: Project,
) -> None:
    first = project.create([request("one")]).created

    second = project.create([request("one")], environment="eu", shared_project=True)
    again = project.create([request("one")], environment="eu")

    assert second.created["one"] != first["one"]
    assert (again.unchanged, again.stopped) == (second.created, None)
    assert len(project.agents()) == 2


def test_a_plan_says_so_too(project: Project) -> None:
    project.create([request("one")])

    found = runs.preflight([request("one")], **project.where(environment="production"))

    assert "the key of 'default'" in found.warnings[0]
