"""Injected faults, as a client meets them on the wire."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime

import httpx
import pytest

from migrator.sandbox.settings import Fault, FaultKind, SandboxSettingsError
from tests.sandbox.conftest import Api, FakeClock, StartSandbox

AGENT = {"companionId": "comp_support", "name": "A", "voiceId": "alloy", "providerSettings": {}}


def create(api: Api) -> httpx.Response:
    return api.http.post("/public/agents", json=AGENT)


def agents_stored(api: Api) -> int:
    return int(api.http.get("/public/agents").json()["totalCount"])


def once(kind: FaultKind, **settings: object) -> dict[str, object]:
    fault = Fault(kind, first=1, methods=("POST",), **settings)  # type: ignore[arg-type]
    return {"faults": (fault,)}


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (FaultKind.RATE_LIMITED, 429),
        (FaultKind.INTERNAL_ERROR, 500),
        (FaultKind.BAD_GATEWAY, 502),
        (FaultKind.UNAVAILABLE, 503),
    ],
)
def test_a_refusing_fault_does_no_work(start: StartSandbox, kind: FaultKind, status: int) -> None:
    api = start(**once(kind))
    assert create(api).status_code == status
    assert agents_stored(api) == 0
    assert create(api).status_code == 200


def test_retry_after_comes_in_seconds_or_as_a_date(start: StartSandbox, clock: FakeClock) -> None:
    seconds = create(start(**once(FaultKind.RATE_LIMITED, retry_after_seconds=7)))
    assert seconds.headers["Retry-After"] == "7"
    dated = create(
        start(**once(FaultKind.RATE_LIMITED, retry_after_seconds=7, retry_after_as_date=True))
    )
    when = parsedate_to_datetime(dated.headers["Retry-After"])
    assert when.timestamp() == clock.now + 7


def test_an_error_may_come_after_the_work(start: StartSandbox) -> None:
    api = start(**once(FaultKind.ERROR_AFTER_WORK))

    assert create(api).status_code == 500
    assert agents_stored(api) == 1


def test_late_work_is_done_although_nobody_waits_for_it(start: StartSandbox) -> None:
    api = start(**once(FaultKind.LATE, delay_seconds=0.3))

    with pytest.raises(httpx.TimeoutException):
        api.http.post("/public/agents", json=AGENT, timeout=0.1)

    assert agents_stored(api) == 0
    time.sleep(0.4)
    assert agents_stored(api) == 1


def test_a_reset_comes_before_any_work(start: StartSandbox) -> None:
    api = start(**once(FaultKind.RESET))
    with pytest.raises(httpx.TransportError):
        create(api)
    assert agents_stored(api) == 0


def test_a_lost_answer_leaves_the_work_done(start: StartSandbox) -> None:
    api = start(**once(FaultKind.LOST_ANSWER))
    with pytest.raises(httpx.TransportError):
        create(api)
    assert agents_stored(api) == 1


def test_a_truncated_answer_breaks_off_in_the_body(start: StartSandbox) -> None:
    api = start(**once(FaultKind.TRUNCATED))
    with pytest.raises(httpx.RemoteProtocolError, match="without sending complete"):
        create(api)
    assert agents_stored(api) == 1


def test_a_slow_answer_outlasts_a_hasty_client_with_the_work_done(start: StartSandbox) -> None:
    api = start(**once(FaultKind.SLOW, delay_seconds=0.3))
    with pytest.raises(httpx.ReadTimeout):
        api.http.post("/public/agents", json=AGENT, timeout=0.1)
    assert agents_stored(api) == 1


def test_the_log_tells_what_the_client_saw(start: StartSandbox) -> None:
    fault = Fault(FaultKind.LOST_ANSWER, first=1, methods=("POST",))
    api = start(faults=(fault, Fault(FaultKind.UNAVAILABLE, first=1, methods=("GET",))))
    with pytest.raises(httpx.TransportError):
        create(api)
    api.http.get("/public/agents")
    create(api)
    path = "/public/agents"
    assert api.http.get("/sandbox/requests").json() == [
        {"method": "POST", "path": path, "status": None, "fault": "lost-answer"},
        {"method": "GET", "path": path, "status": 503, "fault": "unavailable"},
        {"method": "POST", "path": path, "status": 200, "fault": None},
    ]


def test_faults_hit_only_the_methods_and_paths_they_name(start: StartSandbox) -> None:
    fault = Fault(
        FaultKind.UNAVAILABLE, rate=1.0, methods=("PUT",), paths=("/public/agents/*/channels/*",)
    )
    api = start(faults=(fault,))
    path = f"/public/agents/{api.agent()}/channels/webrtc"
    assert api.http.put(path, json={}).status_code == 503
    assert api.http.get(path).status_code == 404
    assert api.http.get("/sandbox/requests").is_success


def test_a_fault_can_wait_for_some_requests(start: StartSandbox) -> None:
    api = start(faults=(Fault(FaultKind.INTERNAL_ERROR, first=2, after=1),))
    statuses = [api.http.get("/public/agents").status_code for _ in range(5)]
    assert statuses == [200, 500, 500, 200, 200]


def test_chance_is_seeded_and_starts_anew_on_reset(start: StartSandbox) -> None:
    api = start(faults=(Fault(FaultKind.UNAVAILABLE, rate=0.5),), fault_seed=7)

    def run() -> list[int]:
        return [api.http.get("/public/agents").status_code for _ in range(30)]

    first = run()
    api.server.reset()
    assert run() == first
    assert set(first) == {200, 503}


def test_a_rate_outside_its_range_is_refused() -> None:
    with pytest.raises(SandboxSettingsError, match=r"rate 2"):
        Fault(FaultKind.RESET, rate=2)


def test_a_key_can_be_revoked_in_the_middle(start: StartSandbox) -> None:
    api = start(revoke_key_after=2)
    statuses = [api.http.get("/public/agents").status_code for _ in range(3)]
    with api.with_key(api.server.staging_key) as staging:
        statuses.append(staging.get("/public/agents").status_code)
    assert statuses == [200, 200, 401, 200]


def test_latency_delays_but_does_not_change_answers(start: StartSandbox) -> None:
    api = start(latency_ms=1)
    assert create(api).status_code == 200
