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

import httpx

from migrator.sandbox.embedded import RunningSandbox
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
        self,
        worker: subprocess.Popen[str],
        inspector: httpx.Client,
        sandbox: RunningSandbox,
        folder: Path,
    ) -> None:
        self._worker, self._inspector = worker, inspector
        self._sandbox, self._folder = sandbox, folder

    def run(self, script: Path, variables: Mapping[str, str], arguments: Sequence[str] = ()) -> Run:
        """Run a script with `variables` beside the key and base URL of the sandbox."""
        sessions_before = len(self._sandbox.effective_sessions())
        requests_before = len(self._requests())
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
        return Run(
            out.read_text("utf-8", "replace"),
            err.read_text("utf-8", "replace"),
            code,
            [dict(session) for session in sessions],
            _told(self._requests()[requests_before:], [str(each["id"]) for each in sessions]),
            [ast.literal_eval(line) for line in stacks.read_text("utf-8").splitlines()],
        )

    def _do(self, job: str) -> int:
        if self._worker.stdin is None or self._worker.stdout is None:
            raise RuntimeError("The worker has no pipes.")
        self._worker.stdin.write(job + "\n")
        self._worker.stdin.flush()
        return int(self._worker.stdout.readline())

    def _requests(self) -> list[dict[str, object]]:
        received: list[dict[str, object]] = self._inspector.get("/sandbox/requests").json()
        return received


def _told(requests: list[dict[str, object]], sessions: list[str]) -> list[str]:
    numbers = {ident: f"<session {number}>" for number, ident in enumerate(sessions, 1)}
    told = []
    for request in requests:
        method, path = str(request["method"]), str(request["path"])
        for ident, number in numbers.items():
            path = path.replace(ident, number)
        if method == "POST" and _OPENING.fullmatch(path):
            path = "<open a session>"
        told.append(f"{method} {path} {request['status']}")
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
    with worker, httpx.Client(base_url=sandbox.base_url, trust_env=False) as inspector:
        yield Runner(worker, inspector, sandbox, folder)
