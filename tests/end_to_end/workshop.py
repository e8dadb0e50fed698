"""A project in a folder of its own, and the real command line run on it."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import httpx

from migrator.cli.main import exit_code
from migrator.sandbox.embedded import RunningSandbox

CHECKOUT = Path(__file__).parents[2]
OURS = ("NAPSTER_", "SHOP_", "NO_COLOR", "DJANGO_", "COLUMNS", "PYTHONHASHSEED")

SETTINGS = '''\
"""Settings of the shop."""

import os

API_BASE = os.environ["NAPSTER_BASE_URL"]
API_KEY = os.environ["NAPSTER_API_KEY"]
'''
VOICE = '''\
"""Voice sessions of the shop."""

import requests

from app.settings import API_BASE, API_KEY

HEADERS = {"X-Api-Key": API_KEY}


def open_sales(customer: str) -> dict:
    payload = {
        "companionId": "comp_sales",
        "providerConfig": {"voiceId": "alloy", "settings": {"temperature": 0.7}},
        "externalClientId": customer,
    }
    response = requests.post(
        f"{API_BASE}/public/connections", headers=HEADERS, json=payload, timeout=10
    )
    return response.json()
'''
PHONE = '''\
"""The phone line of the shop."""

import requests

from app.settings import API_BASE, API_KEY


def open_support(caller: str) -> dict:
    return requests.post(
        f"{API_BASE}/public/ws-connections",
        headers={"X-Api-Key": API_KEY},
        json={
            "companionId": "comp_support",
            "providerConfig": {"voiceId": "sage"},
            "externalClientId": caller,
        },
        timeout=10,
    ).json()
'''
SHOP = {
    "app/__init__.py": "",
    "app/settings.py": SETTINGS,
    "app/voice.py": VOICE,
    "app/phone.py": PHONE,
}
"""Two calls that migrate, to two agents."""


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, standard output, standard error."""

    code: int
    out: str
    err: str


@dataclass
class Workshop:
    """A project at `root` whose commands speak to `base_url` with `key`."""

    root: Path
    base_url: str
    key: str | None
    variables: dict[str, str] = field(default_factory=dict)

    def write(self, files: Mapping[str, str | bytes]) -> None:
        for name, content in files.items():
            path = self.root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)

    def commit(self) -> None:
        """Makes what is there the last commit, of a repository made for it if need be."""
        if not (self.root / ".git").exists():
            self.git("init", "-q")
        self.git("add", "-A")
        who = ("-c", "user.name=t", "-c", "user.email=t@localhost", "-c", "commit.gpgsign=false")
        self.git(*who, "commit", "-q", "--allow-empty", "-m", "as it is")

    def git(self, *arguments: str) -> str:
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=True)
        return done.stdout

    def changed(self) -> list[str]:
        """What git says of the work tree."""
        return self.git("status", "--porcelain", "--untracked-files=all").splitlines()

    def bytes_of_files(self, *, but: Sequence[str] = ()) -> dict[str, bytes]:
        """Every file with its bytes, except under the folders `but` (and git's)."""
        skipped = {".git", *but}
        return {
            path.relative_to(self.root).as_posix(): path.read_bytes()
            for path in sorted(self.root.rglob("*"))
            if path.is_file() and skipped.isdisjoint(path.relative_to(self.root).parts)
        }

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        ours = {"NAPSTER_BASE_URL": self.base_url, "NO_PROXY": "127.0.0.1", **self.variables}
        return {**kept, **ours, **({"NAPSTER_API_KEY": self.key} if self.key else {})}

    def run(self, *arguments: str | Path) -> Ended:
        """The command line in this process, from the project's folder, without a terminal."""
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, self.environment, clear=True),
            mock.patch.object(sys, "argv", ["migrator", *map(str, arguments)]),
            mock.patch.object(sys, "stdin", io.StringIO()),
            contextlib.chdir(self.root),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = exit_code()
        assert "--verbose" in arguments or "Traceback" not in err.getvalue(), err.getvalue()
        return Ended(code, out.getvalue(), err.getvalue())

    def start(self, *arguments: str | Path, **how: object) -> subprocess.Popen[str]:
        """The command line in a process of its own."""
        return subprocess.Popen(  # type: ignore[call-overload, no-any-return]
            [sys.executable, "-m", "migrator", *map(str, arguments)],
            **{
                "cwd": self.root,
                "env": {**self.environment, "PYTHONPATH": str(CHECKOUT)},
                "stdin": subprocess.DEVNULL,
                "stdout": subprocess.PIPE,
                "stderr": subprocess.PIPE,
                "text": True,
                **how,
            },
        )

    def run_apart(self, *arguments: str | Path, **how: object) -> Ended:
        with self.start(*arguments, **how) as process:
            out, err = process.communicate(timeout=60)
        assert "Traceback" not in (err or ""), err
        return Ended(process.returncode, out or "", err or "")

    def agents(self) -> list[str]:
        """Names of the agents that the API has."""
        answer = httpx.get(
            f"{self.base_url}/public/agents?pageSize=100", headers={"X-Api-Key": self.key or ""}
        )
        return sorted(agent["name"] for agent in answer.raise_for_status().json()["items"])

    def requests(self) -> list[tuple[str, str]]:
        """Method and path of every request so far."""
        seen = httpx.get(f"{self.base_url}/sandbox/requests").raise_for_status().json()
        return [(each["method"], each["path"]) for each in seen]

    def requests_that_write(self) -> list[tuple[str, str]]:
        """Method and path of every request so far that asked the API to change something."""
        return [each for each in self.requests() if each[0] != "GET"]


def workshop(root: Path, sandbox: RunningSandbox, files: Mapping[str, str | bytes]) -> Workshop:
    """A committed project of these files at `root` whose commands speak to `sandbox`."""
    root.mkdir(parents=True, exist_ok=True)
    made = Workshop(root, sandbox.base_url, sandbox.api_key)
    made.write(files)
    made.commit()
    return made
