from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from migrator.sandbox.embedded import running
from migrator.sandbox.settings import SandboxSettings
from tests.create.project import Project

StartProject: TypeAlias = Callable[..., Project]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[StartProject]:
    """Starts a sandbox of these settings and gives a project that speaks to it."""
    with ExitStack() as opened:

        def started(**settings: Any) -> Project:  # noqa: ANN401
            sandbox = opened.enter_context(running(SandboxSettings(pace_seconds=None, **settings)))
            return Project(tmp_path, sandbox.base_url, sandbox.api_key)

        yield started


@pytest.fixture
def project(start: StartProject) -> Project:
    return start()
