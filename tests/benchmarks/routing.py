"""What `route` costs: microseconds a call, and as a share of one request to a loopback server.

    python -m tests.benchmarks.routing

Processor time of this process, the best of several rounds. The request is `requests.post` on a
kept connection to a bare server of the standard library, which answers at once: no service is
as near.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType

import requests

from migrator.rewrite.routing_runtime import fingerprint
from tests.rewrite.routing.installed import imported, install

ROUNDS = 7
CALLS = 2_000
REQUESTS = 200
INSTRUCTIONS = "You are a patient assistant of a small shop. " * 40
CONFIGURATION = {
    "companionId": "comp_1",
    "providerConfig": {
        "voiceId": "alloy",
        "settings": {
            "instructions": INSTRUCTIONS,
            "temperature": 0.7,
            "turnDetection": {"threshold": 0.5, "prefix_padding_ms": 300},
        },
    },
    "language": "en",
    "functions": ["fn_1", "fn_2", "fn_3"],
    "knowledgeBaseId": "kb_1",
}
SESSION = {"externalClientId": "user_1", "externalClientProfile": {"name": "Ann", "plan": "pro"}}
PAYLOAD = {**CONFIGURATION, **SESSION}
SMALL = {"companionId": "comp_1", "providerConfig": {"voiceId": "alloy"}, **SESSION}


class _Answers(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@contextmanager
def server() -> Iterator[str]:
    """The address of a server that answers at once."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{made.server_port}"
    finally:
        made.shutdown()
        thread.join()


def microseconds(step: Callable[[], object], times: int, clock: Callable[[], float]) -> float:
    """The least that one step took on average, of several rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = clock()
        for _ in range(times):
            step()
        best = min(best, (clock() - began) / times)
    return best * 1e6


def situations(module: ModuleType) -> Iterator[tuple[str, Callable[[], object]]]:
    yield "known, 1.8 KB of instructions", lambda: module.route("webrtc", PAYLOAD)
    yield "unknown, 1.8 KB of instructions", lambda: module.route("websocket", PAYLOAD)
    yield "unknown, two fields", lambda: module.route("webrtc", SMALL)
    yield "a payload that isn't a dict", lambda: module.route("webrtc", None)


def main() -> None:
    os.environ["OMNIAGENT_ENVIRONMENT"] = "default"
    os.environ.pop("OMNIAGENT_RECORD", None)
    with tempfile.TemporaryDirectory() as name, server() as address:
        folder = Path(name)
        table = {f"{n:032x}": f"agent-{n}" for n in range(100)}
        install(folder, {"default": {**table, fingerprint("webrtc", CONFIGURATION): "agent"}})
        session = requests.Session()
        with imported(folder) as module:
            assert module.route("webrtc", PAYLOAD)[0] == "/public/agents/agent/connections"
            request = microseconds(
                lambda: session.post(f"{address}/x", json=PAYLOAD), REQUESTS, time.perf_counter
            )
            print(f"{'one loopback request':34} {request:8.1f} us")
            for what, step in situations(module):
                cost = microseconds(step, CALLS, time.process_time)
                print(f"{what:34} {cost:8.1f} us  {100 * cost / request:5.2f} %")


if __name__ == "__main__":
    main()
