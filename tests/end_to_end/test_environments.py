"""Staging and production from one plan: sections of the lock, each with the key of its project."""

from __future__ import annotations

import json

import pytest

from migrator.sandbox.embedded import RunningSandbox
from tests.end_to_end.workshop import Workshop


@pytest.fixture
def staged(shop: Workshop) -> Workshop:
    """A shop that was migrated with the key of its first project, and committed."""
    assert shop.run("apply", ".", "--yes").code == 0
    shop.commit()
    return shop


def sections(shop: Workshop) -> dict[str, dict[str, str]]:
    lock = json.loads((shop.root / "omniagent.lock.json").read_text())
    return {
        name: {key: agent["id"] for key, agent in section["agents"].items()}
        for name, section in lock["environments"].items()
    }


def test_a_new_environment_is_created_from_the_definitions(
    staged: Workshop, sandbox: RunningSandbox
) -> None:
    staged.key = sandbox.staging_key

    ended = staged.run("apply", ".", "--yes", "--environment", "production")

    assert ended.code == 0, ended
    assert len(staged.agents()) == 2
    found = sections(staged)
    assert found["default"].keys() == found["production"].keys() == {"sales", "support"}
    assert set(found["default"].values()).isdisjoint(found["production"].values())
    assert staged.run("verify", "--environment", "production").code == 0
    assert staged.changed() == [" M omniagent.lock.json"]


def test_the_key_of_another_section_creates_nothing(staged: Workshop) -> None:
    before = staged.requests_that_write()

    ended = staged.run("apply", ".", "--yes", "--environment", "production")

    assert ended.code == 4
    assert "it is the key of 'default'" in ended.out
    assert staged.requests_that_write() == before
    assert staged.changed() == []


def test_the_key_of_another_project_deletes_and_forgets_nothing(
    staged: Workshop, sandbox: RunningSandbox
) -> None:
    before, staged.key = staged.requests_that_write(), sandbox.staging_key
    found = sections(staged)

    ended = staged.run("rollback", "--delete-agents", "--yes")

    assert ended.code == 4
    assert "the key of another project" in ended.err
    assert staged.requests_that_write() == before
    assert sections(staged) == found


def test_sections_may_share_a_project_when_that_is_said(staged: Workshop) -> None:
    ended = staged.run("apply", ".", "--yes", "--environment", "production", "--shared-project")

    assert ended.code == 0, ended
    assert len(staged.agents()) == 4
    assert staged.run("verify", "--environment", "production").code == 0
    assert staged.run("verify").code == 0
