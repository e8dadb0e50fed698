"""Running a program against a sandbox, and what could be seen of it from outside."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from migrator.sandbox.embedded import RunningSandbox
from migrator.sandbox.state import ReceivedRequest
from tests.end_to_end.differential.witness import Place

_OPENING = re.compile(r"/public/(?:(?:ws-)?connections|agents/[^/]+/connections)")


@dataclass(frozen=True, slots=True)
class Run:
    """What a run printed, its exit code, the sessions it opened and all requests in order.

    A request that opens a session is named so, whatever its path; ids of sessions are numbered.
    `stacks` say for each such request which code of the program sent it.
    """

    output: str
    errors: str
    code: int
    sessions: list[dict[str, object]]
    requests: list[str]
    stacks: list[list[Place]]


def together(runs: Sequence[Run]) -> Run:
    """Several runs as one; where there are several, what is printed ends with the exit code."""
    if len(runs) == 1:
        return runs[0]
    return Run(
        "".join(f"{run.output}[exit code {run.code}]\n" for run in runs),
        "".join(run.errors for run in runs),
        next((run.code for run in runs if run.code), 0),
        [session for run in runs for session in run.sessions],
        [request for run in runs for request in run.requests],
        [stack for run in runs for stack in run.stacks],
    )


class Runner:
    """Runs one program after the other, each in a process of its own."""

    def __init__(
        self, worker: subprocess.Popen[str], sandbox: RunningSandbox, folder: Path
    ) -> None:
        self._worker, self._sandbox, self._folder = worker, sandbox, folder

    def run(self, script: Path, variables: Mapping[str, str], arguments: Sequence[str] = ()) -> Run:
        """Run a script with `variables` beside the key and base URL of the sandbox."""
        sessions_before = len(self._sandbox.effective_sessions())
        requests_before = len(self._sandbox.received_requests())
        out, err = self._folder / "stdout", self._folder / "stderr"
        stacks = self._folder / "stacks"
        stacks.write_text("")
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "NO_PROXY": "127.0.0.1",
            "NAPSTER_BASE_URL": self._sandbox.base_url,
            "NAPSTER_API_KEY": self._sandbox.api_key,
            "NAPSTER_STAGING_KEY": self._sandbox.staging_key,
            **variables,
        }
        job: dict[str, object] = {"script": str(script), "environment": environment}
        job["arguments"] = list(arguments)
        job |= {"stdout": str(out), "stderr": str(err), "stacks": str(stacks)}
        code = self._do(json.dumps(job))
        sessions = self._sandbox.effective_sessions()[sessions_before:]
        requests = self._sandbox.received_requests()[requests_before:]
        return Run(
            out.read_text("utf-8", "replace"),
            err.read_text("utf-8", "replace"),
            code,
            [dict(session) for session in sessions],
            _told(requests, [str(each["id"]) for each in sessions]),
            [ast.literal_eval(line) for line in stacks.read_text("utf-8").splitlines()],
        )

    def _do(self, job: str) -> int:
        if self._worker.stdin is None or self._worker.stdout is None:
            raise RuntimeError("The worker has no pipes.")
        self._worker.stdin.write(job + "\n")
        self._worker.stdin.flush()
        return int(self._worker.stdout.readline())


def _told(requests: Sequence[ReceivedRequest], sessions: Sequence[str]) -> list[str]:
    numbers = {ident: f"<session {number}>" for number, ident in enumerate(sessions, 1)}
    told = []
    for request in requests:
        path = request.path
        for ident, number in numbers.items():
            path = path.replace(ident, number)
        if request.method == "POST" and _OPENING.fullmatch(path):
            path = "<open a session>"
        told.append(f"{request.method} {path} {request.status}")
    return told


@contextmanager
def runner(sandbox: RunningSandbox, folder: Path) -> Iterator[Runner]:
    """A runner for the time of the block; `folder` takes what programs print."""
    worker = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("worker.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with worker:
        yield Runner(worker, sandbox, folder)
