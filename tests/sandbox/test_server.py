"""The server itself: starting, stopping, storing, describing itself, loading late."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from migrator.sandbox.embedded import running
from migrator.sandbox.settings import UNLIMITED, SandboxSettings, SandboxSettingsError
from tests.sandbox.conftest import Api

SERVE = """
from migrator.sandbox.server import serve
from migrator.sandbox.settings import SandboxSettings
serve(SandboxSettings(), lambda base_url: print(base_url, flush=True))
print("stopped")
"""


def test_a_database_file_outlives_the_server(tmp_path: Path) -> None:
    settings = SandboxSettings(database=tmp_path / "sandbox.db", pace_seconds=None)
    with running(settings) as server, httpx.Client(base_url=server.base_url) as http:
        api = Api(server, http)
        http.headers["X-Api-Key"] = server.api_key
        agent_id = api.agent(name="Kept")
        http.put(f"/public/agents/{agent_id}/channels/webrtc", json={"useGreenVideo": True})
        api.open_through(agent_id, externalClientId="user_1")
        http.delete("/public/functions/fn_refund")
        before = server.effective_sessions()
    with running(settings) as server, httpx.Client(base_url=server.base_url) as http:
        http.headers["X-Api-Key"] = server.api_key
        assert http.get(f"/public/agents/{agent_id}").json()["name"] == "Kept"
        assert http.get(f"/public/agents/{agent_id}/channels/webrtc").json()["useGreenVideo"]
        assert http.get("/public/functions/fn_refund").status_code == 404
        assert server.effective_sessions() == before


def test_two_servers_in_memory_share_nothing() -> None:
    with running() as one, running() as other:
        assert one.base_url != other.base_url
        body = {"companionId": "comp_support", "providerConfig": {"voiceId": "alloy"}}
        headers = {"X-Api-Key": one.api_key}
        httpx.post(f"{one.base_url}/public/connections", json=body, headers=headers)
        assert (len(one.effective_sessions()), other.effective_sessions()) == (1, [])


def test_reset_leaves_the_catalogue_alone(api: Api) -> None:
    api.agent()
    api.open_per_session()
    api.http.delete("/public/functions/fn_refund")
    assert api.http.post("/sandbox/reset").is_success
    assert api.http.get("/sandbox/sessions").json() == []
    assert api.http.get("/sandbox/requests").json() == []
    assert api.http.get("/public/agents").json()["totalCount"] == 0
    assert api.http.get("/public/functions").json()["totalCount"] == 5


def test_the_sandboxs_routes_need_no_key_and_show_what_python_shows(api: Api) -> None:
    api.open_per_session()
    shown = httpx.get(f"{api.server.base_url}/sandbox/sessions").json()
    assert shown == api.server.effective_sessions()
    assert shown[0].keys() == {
        "id",
        "agentId",
        "effective",
        "ignored",
        "memoryKey",
        "apiVersion",
    }
    assert httpx.get(f"{api.server.base_url}/sandbox/sessions/no").status_code == 404


def test_a_slash_at_the_end_means_nothing(api: Api) -> None:
    assert api.open_per_session("/public/connections/")
    assert api.http.get("/sandbox/requests").json()[0]["path"] == "/public/connections"


def test_the_api_describes_itself_without_help_from_outside(api: Api) -> None:
    described = api.http.get("/openapi.json").json()
    body = described["paths"]["/public/agents"]["post"]["requestBody"]
    assert body["content"]["application/json"]["schema"]["$ref"].endswith("NewAgent")
    members = described["components"]["schemas"]["NewAgent"]
    assert {"companionId", "providerSettings"} == set(members["required"])
    page = api.http.get("/docs")
    assert page.headers["Content-Type"].startswith("text/html")
    for path in described["paths"]:
        assert path in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "<script" not in page.text


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_serving_stops_cleanly_on_a_signal(number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SERVE], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        base_url = process.stdout.readline().strip()
        with httpx.Client(base_url=base_url) as client:
            assert client.get("/sandbox/requests").json() == []
            process.send_signal(number)
            out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (0, "stopped\n", "")


def test_a_taken_port_is_an_os_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        settings = SandboxSettings(port=taken.getsockname()[1])
        with pytest.raises(OSError, match="in use"), running(settings):
            pass


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("catalogue", "keys = 3", "not a usable catalogue"),
        ("catalogue", "[[keys", "not a usable catalogue"),
        ("database", "no database at all, only text\n" * 50, "not usable"),
    ],
)
def test_unusable_files_are_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    file = tmp_path / "file"
    file.write_text(content)
    settings = SandboxSettings(**{name: file})  # type: ignore[arg-type]
    with pytest.raises(SandboxSettingsError, match=message) as caught, running(settings):
        pass
    assert str(file) in str(caught.value)


def test_the_default_for_embedding_has_no_limits() -> None:
    assert (UNLIMITED.pace_seconds, UNLIMITED.concurrency_limit) == (None, None)


def test_the_package_settings_and_comparison_load_without_the_extra() -> None:
    code = (
        "import sys, migrator.sandbox.settings, migrator.sandbox.comparison; "
        "sys.exit(any(m in sys.modules for m in ('fastapi', 'uvicorn', 'starlette', 'pydantic')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_sandbox_imports_nothing_of_the_stages() -> None:
    code = (
        "import sys, migrator.sandbox.embedded; "
        "print(*(m for m in sys.modules if m.startswith('migrator.')"
        " and not m.startswith('migrator.sandbox')))"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == ""
