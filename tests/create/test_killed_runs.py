"""Killed with SIGKILL while the API fails: every agent exists once at the end, and nothing besides.

`python -m tests.faults` does the same with more agents and kills.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from migrator.create import runs
from tests.create.project import Project, requests
from tests.faults.accounting import account
from tests.faults.killing import KEY, Ordeal, live_through
from tests.sandbox.apart import sandbox_apart


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the runs are forked")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_killed_runs_are_resumed_until_all_is_there_once(tmp_path: Path) -> None:
    ordeal = Ordeal(agents=60, kills=6, share=0.2, seed=11, timeout=0.3, latency=0.02)
    with sandbox_apart(ordeal.settings) as base_url:
        project = Project(tmp_path, base_url, KEY)
        lives = live_through(ordeal, project)
        found = account(project, requests(ordeal.agents))
        drifts = runs.verify(requests(ordeal.agents), **project.where(patience=ordeal.patience))

    assert lives.killed_in["while agents were created"] >= 1
    assert found.is_right, found
    assert found.agents == ordeal.agents
    assert drifts == []
