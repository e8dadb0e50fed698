"""What `route` does with a payload: the agent's path where one is known, else nothing at all."""

from __future__ import annotations

import asyncio
import copy
import json
import logging
import multiprocessing
import os
import subprocess
import sys
from collections import OrderedDict, UserDict, UserList
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, NoReturn

import pytest

from migrator.model.loading import load_rules
from migrator.rewrite import routing_runtime
from migrator.rewrite.routing_module import module_text, rules_text
from tests.rewrite.routing.installed import imported, install

OLD = "/public/connections"
CONFIGURATION: dict[str, Any] = {
    "companionId": "comp_1",
    "providerConfig": {
        "voiceId": "alloy",
        "settings": {"instructions": "Be kind.", "temperature": 0.5},
    },
    "language": "en",
    "functions": ["fn_1", "fn_2"],
    "disableIdleTimeout": True,
}
SESSION = {"externalClientId": "u1", "externalClientProfile": {"name": "Ann"}, "tags": {"a": "b"}}
PAYLOAD = {**CONFIGURATION, **SESSION}
KNOWN = routing_runtime.fingerprint("webrtc", CONFIGURATION)
TABLE = {"staging": {KNOWN: "agent-1"}, "production": {}}


class Pair(NamedTuple):
    one: str
    other: str


class Voice(StrEnum):
    ALLOY = "alloy"


class Level(IntEnum):
    ONE = 1


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    install(tmp_path, TABLE)
    monkeypatch.setenv("OMNIAGENT_ENVIRONMENT", "staging")
    monkeypatch.delenv("OMNIAGENT_RECORD", raising=False)
    with imported(tmp_path) as module:
        yield module


def changed(*path: str, to: object) -> dict[str, Any]:
    payload = copy.deepcopy(PAYLOAD)
    holder = payload
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = to
    return payload


def test_a_known_configuration_goes_to_its_agent_with_what_belongs_to_the_session(
    module: ModuleType,
) -> None:
    before = copy.deepcopy(PAYLOAD)
    path, body = module.route("webrtc", PAYLOAD)
    assert path == "/public/agents/agent-1/connections"
    assert body == {"channelType": "webrtc", **SESSION}
    assert before == PAYLOAD


def test_what_a_server_is_authorized_with_stays_on_the_session(module: ModuleType) -> None:
    servers, authorizations = ["s1"], [{"mcpServerId": "s1", "token": "t"}]
    configuration, session = module.split(
        "webrtc", {"mcp": {"servers": servers, "authorizations": authorizations}}
    )
    assert configuration == {"mcp": {"servers": servers}}
    assert session == {"mcp": {"authorizations": authorizations}}


@pytest.mark.parametrize(
    "payload",
    [
        dict(reversed(PAYLOAD.items())),
        changed("providerConfig", "voiceId", to=Voice.ALLOY),
        changed("functions", to=("fn_1", "fn_2")),
        {**PAYLOAD, "tags": None},
        {**PAYLOAD, "externalClientProfile": {1: float("nan")}},
        {**PAYLOAD, "mcp": {}},
    ],
)
def test_what_is_sent_as_the_same_json_is_the_same_configuration(
    module: ModuleType, payload: object
) -> None:
    assert module.route("webrtc", payload)[0] == "/public/agents/agent-1/connections"


@pytest.mark.parametrize(
    "payload",
    [
        changed("providerConfig", "voiceId", to="sage"),
        changed("disableIdleTimeout", to=1),
        changed("disableIdleTimeout", to=Level.ONE),
        changed("disableIdleTimeout", to=1.0),
        changed("disableIdleTimeout", to="true"),
        changed("providerConfig", "settings", "temperature", to="0.5"),
        changed("providerConfig", "settings", "temperature", to=Decimal("0.5")),
        changed("providerConfig", "settings", "temperature", to=float("nan")),
        changed("providerConfig", "settings", "temperature", to=None),
        changed("providerConfig", "settings", "instructions", to="Be kind. "),
        changed("functions", to=["fn_2", "fn_1"]),
        changed("functions", to={"fn_1", "fn_2"}),
        changed("functions", to=Pair("fn_1", "fn_2")),
        changed("functions", to=UserList(["fn_1", "fn_2"])),
        changed("language", to="English"),
        changed("language", to=None),
        changed("language", to=date(2026, 1, 1)),
        {**PAYLOAD, "knowledgeBaseId": None},
        {**PAYLOAD, "faqCollections": []},
        {**PAYLOAD, "useGreenVideo": True},
        {**PAYLOAD, "futureField": 1},
        {**PAYLOAD, "channelType": "webrtc"},
        {**PAYLOAD, "providerConfig.voiceId": "alloy"},
        {**PAYLOAD, 1: "one"},
        {**PAYLOAD, None: "none"},
        {**PAYLOAD, "providerConfig": None},
        {**PAYLOAD, "providerConfig": []},
        {**PAYLOAD, "providerConfig": OrderedDict(PAYLOAD["providerConfig"])},
        OrderedDict(PAYLOAD),
        UserDict(PAYLOAD),
        {key: value for key, value in PAYLOAD.items() if key != "language"},
        {},
        None,
        [PAYLOAD],
        json.dumps(PAYLOAD),
        json.dumps(PAYLOAD).encode(),
        object(),
        7,
    ],
)
def test_any_other_payload_is_sent_as_it_is(module: ModuleType, payload: object) -> None:
    path, body = module.route("webrtc", payload)
    assert path == OLD
    assert body is payload


def test_a_field_that_its_channel_has_no_place_for_keeps_the_payload_as_it_is(
    module: ModuleType,
) -> None:
    payload = changed("providerConfig", "useGreenVideo", to=True)
    assert module.route("websocket", payload) == ("/public/ws-connections", payload)


def test_the_same_configuration_on_another_channel_is_another_one(module: ModuleType) -> None:
    assert module.route("websocket", PAYLOAD) == ("/public/ws-connections", PAYLOAD)


def test_payloads_that_are_odd_raise_nothing(module: ModuleType) -> None:
    endless: dict[str, Any] = copy.deepcopy(PAYLOAD)
    endless["functions"] = [endless]
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    huge = changed("providerConfig", "settings", "instructions", to="x" * 5_000_000)
    for payload in (endless, {**PAYLOAD, "functions": deep}, huge, {**PAYLOAD, "mode": "\ud800"}):
        path, body = module.route("webrtc", payload)
        assert path == OLD
        assert body is payload


class Restless(dict[str, Any]):
    """A dict whose items can't be gone through."""

    def items(self) -> NoReturn:
        raise RuntimeError("dictionary changed size during iteration")


def test_a_payload_that_can_not_be_read_is_handed_on(module: ModuleType) -> None:
    payload = {**PAYLOAD, "functions": Restless(a=1)}
    assert module.route("webrtc", payload)[1] is payload


@pytest.mark.parametrize("environment", [None, "", "nowhere", "production", "Staging"])
def test_without_its_environment_every_call_stays(
    module: ModuleType, monkeypatch: pytest.MonkeyPatch, environment: str | None
) -> None:
    monkeypatch.delenv("OMNIAGENT_ENVIRONMENT")
    if environment is not None:
        monkeypatch.setenv("OMNIAGENT_ENVIRONMENT", environment)
    assert module.route("webrtc", PAYLOAD) == (OLD, PAYLOAD)


@pytest.mark.parametrize(
    "table",
    [
        None,
        "",
        "TABLE =",
        "TABLE = None",
        "TABLE = {'staging': 7}",
        "TABLE = {'staging': {1: 'a'}}",
        f"TABLE = {{'staging': {{'{KNOWN}': None}}}}",
        f"TABLE = {{'staging': {{'{KNOWN}': 'a/../b'}}}}",
        f"TABLE = {{'staging': {{'{KNOWN}': '(known after apply: a)'}}}}",
        "<<<<<<< HEAD\nTABLE = {}\n",
        "raise OSError('gone')",
        "TABLE = {}\0",
    ],
)
def test_a_missing_or_broken_table_is_told_once_and_every_call_stays(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    table: str | None,
) -> None:
    install(tmp_path, table)
    monkeypatch.setenv("OMNIAGENT_ENVIRONMENT", "staging")
    with imported(tmp_path) as module, caplog.at_level(logging.WARNING):
        assert [module.route("webrtc", PAYLOAD) for _ in range(3)] == [(OLD, PAYLOAD)] * 3
    assert len(caplog.records) == 1
    assert "Sessions are opened without agents" in caplog.text


def test_the_table_is_read_once_by_threads_and_tasks_that_come_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, TABLE)
    monkeypatch.setenv("OMNIAGENT_ENVIRONMENT", "staging")
    with imported(tmp_path) as module:
        reads: list[int] = []
        read = module._read_table
        monkeypatch.setattr(module, "_read_table", lambda: (reads.append(1), read())[1])
        with ThreadPoolExecutor(16) as pool:
            found = list(pool.map(lambda _: module.route("webrtc", PAYLOAD), range(200)))

        async def one() -> tuple[str, object]:
            return module.route("webrtc", PAYLOAD)

        async def many() -> list[Any]:
            return list(await asyncio.gather(*(one() for _ in range(50))))

        found += asyncio.run(many())
    assert len(reads) == 1
    assert {path for path, _ in found} == {"/public/agents/agent-1/connections"}


def recorded(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text().splitlines()]


def test_unknown_configurations_are_recorded_once_without_session_or_text(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "seen.jsonl"
    monkeypatch.setenv("OMNIAGENT_RECORD", str(file))
    other = changed("providerConfig", "voiceId", to="sage")
    for user in ("u1", "u2"):
        module.route("webrtc", {**other, "externalClientId": user})
    module.route("webrtc", PAYLOAD)
    [record] = recorded(file)
    configuration = {key: value for key, value in other.items() if key not in SESSION}
    assert record["fingerprint"] == module.fingerprint("webrtc", configuration)
    assert (record["channel"], record["environment"]) == ("webrtc", "staging")
    text = record["configuration"]["providerConfig"]["settings"].pop("instructions")
    assert text == {"$sha256": module.digest("Be kind.")}
    configuration["providerConfig"]["settings"].pop("instructions")
    assert record["configuration"] == configuration
    assert "Be kind" not in file.read_text()
    assert "Ann" not in file.read_text()


@pytest.mark.parametrize(
    "value",
    ["Ann Smith, born 1970", [{"id": "s1", "authToken": "t"}], ["a b"], {"a b": 1}, "x" * 65],
)
def test_what_may_be_text_or_a_secret_is_recorded_as_its_digest(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: object
) -> None:
    file = tmp_path / "seen.jsonl"
    monkeypatch.setenv("OMNIAGENT_RECORD", str(file))
    module.route("webrtc", changed("functions", to=value))
    [record] = recorded(file)
    assert record["configuration"]["functions"] == {"$sha256": module.digest(value)}


def test_a_prompt_of_one_word_is_text_too_and_what_is_no_json_is_not_recorded(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "seen.jsonl"
    monkeypatch.setenv("OMNIAGENT_RECORD", str(file))
    module.route("webrtc", changed("providerConfig", "settings", "temperature", to=float("nan")))
    assert not file.exists()
    module.route("webrtc", changed("providerConfig", "settings", "instructions", to="Listen"))
    assert "Listen" not in file.read_text()


def test_what_can_not_be_recorded_raises_nothing(
    module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    for nth, place in enumerate((tmp_path, fifo, tmp_path / "no" / "such", "\0")):
        with monkeypatch.context() as patch:
            patch.setattr(os, "environ", {**os.environ, "OMNIAGENT_RECORD": str(place)})
            payload = changed("language", to=f"l{nth}")
            assert module.route("webrtc", payload) == (OLD, payload)


def _record_many(folder: str, file: str, mine: int) -> None:
    os.environ |= {"OMNIAGENT_RECORD": file, "OMNIAGENT_ENVIRONMENT": "staging"}
    with imported(Path(folder)) as module:
        for nth in range(50):
            module.route("webrtc", changed("companionId", to=f"c_{mine}_{nth}"))


def test_lines_of_several_processes_do_not_mix(tmp_path: Path) -> None:
    install(tmp_path, TABLE)
    file = tmp_path / "seen.jsonl"
    context = multiprocessing.get_context("spawn")
    processes = [
        context.Process(target=_record_many, args=(str(tmp_path), str(file), nth))
        for nth in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    companions = {record["configuration"]["companionId"] for record in recorded(file)}
    assert len(companions) == len(recorded(file)) == 150


def test_the_module_needs_nothing_but_the_standard_library(tmp_path: Path) -> None:
    install(tmp_path, TABLE)
    program = (
        "import sys; from omniagents import route; "
        f"print(route('webrtc', {PAYLOAD!r})[0]); "
        "print([m for m in sys.modules if 'site-packages' in "
        "str(getattr(sys.modules[m], '__file__', ''))])"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", f"import sys; sys.path.insert(0, '.'); {program}"],
        cwd=tmp_path,
        env={"OMNIAGENT_ENVIRONMENT": "staging"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines() == ["/public/agents/agent-1/connections", "[]"]


def test_the_rules_in_our_own_copy_are_those_of_the_pack() -> None:
    own = Path(routing_runtime.__file__).read_text()
    assert module_text(load_rules([])) == own
    assert rules_text(load_rules([])) in own
