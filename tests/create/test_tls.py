"""Certificates that nobody vouches for: named, never retried, and accepted once they are trusted."""

from __future__ import annotations

import shutil
import ssl
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.create.project import Project, request

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl")


class Empty(BaseHTTPRequestHandler):
    """An API without agents that refuses to create any."""

    def do_GET(self) -> None:
        self.answer(200, b"[]")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(400, b"no")

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A self-signed certificate with its key."""
    path = tmp_path / "both.pem"
    made = subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "2", "-subj", "/CN=localhost"),
            *("-addext", "subjectAltName=IP:127.0.0.1", "-keyout", "-", "-out", "-"),
        ],
        capture_output=True,
        check=True,
    )
    path.write_bytes(made.stdout)
    return path


@pytest.fixture
def api(certificate: Path) -> Iterator[str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Empty)
    server.daemon_threads = True
    # Else a client that turns away at the handshake fills the log.
    server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_certificate_that_is_not_trusted_is_named(tmp_path: Path, api: str) -> None:
    report = Project(tmp_path, api, "key").create([request()])

    assert report.stopped is not None
    assert f"TLS failed with {api}" in report.stopped
    assert "self-signed certificate" in report.stopped.replace("self signed", "self-signed")
    assert "SSL_CERT_FILE" in report.stopped
    assert report.pending == ["support"]


def test_it_is_accepted_when_it_is_named_as_trusted(
    tmp_path: Path, api: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

    report = Project(tmp_path, api, "key").create([request()])

    assert report.stopped is None
    assert report.failed == [("support", "The API answered 400: no")]
