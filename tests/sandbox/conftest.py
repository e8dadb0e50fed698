"""A sandbox for the tests of the sandbox: a real server, asked with a real client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import httpx
import pytest

from migrator.sandbox.embedded import RunningSandbox, running
from migrator.sandbox.settings import SandboxSettings


@dataclass
class FakeClock:
    """Time that passes when a test says so."""

    now: float = 1_780_000_000.0

    def __call__(self) -> float:
        return self.now

    def advance(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class Api:
    """A client of one running sandbox, with the calls that most tests make."""

    server: RunningSandbox
    http: httpx.Client

    def agent(self, **members: object) -> str:
        body = {"companionId": "comp_support", "name": "Support", "voiceId": "alloy"}
        answer = self.http.post("/public/agents", json={**body, "providerSettings": {}, **members})
        assert answer.status_code == 200, answer.text
        return str(answer.json()["id"])

    def open_per_session(self, path: str = "/public/connections", **members: object) -> str:
        body = {"companionId": "comp_support", "providerConfig": {"voiceId": "alloy"}, **members}
        answer = self.http.post(path, json=body)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["connection"]["id"])

    def open_through(self, agent_id: str, channel: str = "webrtc", **members: object) -> str:
        body = {"channelType": channel, **members}
        answer = self.http.post(f"/public/agents/{agent_id}/connections", json=body)
        assert answer.status_code == 200, answer.text
        return str(answer.json()["connection"]["id"])

    def effective(self, session_id: str) -> dict[str, object]:
        shown: dict[str, object] = self.http.get(f"/sandbox/sessions/{session_id}").json()
        effective = shown["effective"]
        assert isinstance(effective, dict)
        return effective

    def with_key(self, key: str) -> httpx.Client:
        return httpx.Client(base_url=self.server.base_url, headers={"X-Api-Key": key})


StartSandbox = Callable[..., Api]


@pytest.fixture(scope="session")
def _shared_server() -> Iterator[RunningSandbox]:
    with running() as server:
        yield server


@pytest.fixture
def sandbox(_shared_server: RunningSandbox) -> RunningSandbox:
    """The shared server (profile live, no pace, no session limit), emptied."""
    _shared_server.reset()
    return _shared_server


@pytest.fixture
def api(sandbox: RunningSandbox) -> Iterator[Api]:
    with httpx.Client(base_url=sandbox.base_url, headers={"X-Api-Key": sandbox.api_key}) as client:
        yield Api(sandbox, client)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def start(clock: FakeClock) -> Iterator[StartSandbox]:
    """Starts a server of its own with the settings given, on the fake clock."""
    with ExitStack() as opened:

        def start_with(**settings: object) -> Api:
            limits = {"pace_seconds": None, "concurrency_limit": None, **settings}
            server = opened.enter_context(
                running(SandboxSettings(**limits), clock=clock)  # type: ignore[arg-type]
            )
            headers = {"X-Api-Key": server.api_key}
            http = opened.enter_context(httpx.Client(base_url=server.base_url, headers=headers))
            return Api(server, http)

        yield start_with
