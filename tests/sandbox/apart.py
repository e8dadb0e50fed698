"""A sandbox in a process of its own, for runs that measure a client or kill it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from migrator.sandbox.settings import Fault, FaultKind, SandboxSettings

REPOSITORY = Path(__file__).parents[2]


@contextmanager
def sandbox_apart(settings: SandboxSettings) -> Iterator[str]:
    """The base URL of a server of these settings that runs as long as the block."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.sandbox.apart"],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(json.dumps(asdict(settings), default=str) + "\n")
        process.stdin.flush()
        base_url = process.stdout.readline().strip()
        if not base_url:
            raise RuntimeError("The sandbox did not start.")
        yield base_url
    finally:
        process.terminate()
        process.communicate()


def _settings(text: str) -> SandboxSettings:
    given = json.loads(text)
    faults = tuple(
        Fault(
            **{
                **fault,
                "kind": FaultKind(fault["kind"]),
                "methods": tuple(fault["methods"]),
                "paths": tuple(fault["paths"]),
            }
        )
        for fault in given.pop("faults")
    )
    return SandboxSettings(**given, faults=faults)


def main() -> None:
    from migrator.sandbox.server import serve

    serve(_settings(sys.stdin.readline()), lambda base_url: print(base_url, flush=True))


if __name__ == "__main__":
    main()
