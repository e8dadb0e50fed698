from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from migrator.sandbox.embedded import RunningSandbox, running
from tests.end_to_end.workshop import SHOP, Workshop, workshop


@pytest.fixture(scope="session")
def server() -> Iterator[RunningSandbox]:
    with running() as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(server: RunningSandbox) -> RunningSandbox:
    server.reset()
    return server


@pytest.fixture
def shop(tmp_path: Path, sandbox: RunningSandbox) -> Workshop:
    """A committed project with two calls that migrate, to two agents."""
    return workshop(tmp_path / "shop", sandbox, SHOP)
