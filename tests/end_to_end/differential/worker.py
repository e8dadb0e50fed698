"""Runs programs, each in a fork of a process that has imported every HTTP client already.

Started as a script: a JSON job a line comes in, the exit code of the program goes out.
"""

from __future__ import annotations

import functools
import gc
import json
import os
import runpy
import signal
import ssl
import sys
import traceback
from typing import NoReturn, TypedDict

from witness import Witness, watch  # type: ignore[import-not-found]

LONGEST_RUN_SECONDS = 30


class Job(TypedDict):
    """A script, its arguments, its whole environment, and files for what it prints and which of its
    code sends."""

    script: str
    arguments: list[str]
    environment: dict[str, str]
    stdout: str
    stderr: str
    stacks: str


def import_clients() -> None:
    """Import what programs import, so that a fork doesn't have to."""
    import aiohttp  # noqa: F401
    import anyio._backends._asyncio  # noqa: F401
    import attrs  # noqa: F401
    import certifi
    import httpcore2
    import httpx
    import httpx2
    import pydantic.main  # noqa: F401
    import requests  # noqa: F401
    import tenacity  # noqa: F401
    import yarl  # noqa: F401

    # Programs speak to the sandbox without TLS, yet a client reads all certificates when it is made.
    ssl.create_default_context = functools.cache(ssl.create_default_context)
    ssl.create_default_context(cafile=certifi.where())
    httpcore2.default_ssl_context = functools.cache(httpcore2.default_ssl_context)
    for library in (httpx, httpx2):
        library.Client().close()


def run(job: Job) -> NoReturn:
    """Be the program: never returns."""
    signal.alarm(LONGEST_RUN_SECONDS)
    for number, name in ((1, job["stdout"]), (2, job["stderr"])):
        os.dup2(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    os.environ.clear()
    os.environ.update(job["environment"])
    folder = os.path.dirname(job["script"])
    os.chdir(folder)
    installed = os.path.join(folder, "src")
    sys.path[:1] = [folder, installed] if os.path.isdir(installed) else [folder]
    sys.argv = [job["script"], *job["arguments"]]
    server = job["environment"]["NAPSTER_BASE_URL"].removeprefix("http://")
    watch(Witness(folder, job["stacks"], server))
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    code = 0
    try:
        runpy.run_path(job["script"], run_name="__main__")
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except BaseException:  # noqa: BLE001
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def main() -> None:
    """Answer jobs until standard input ends."""
    sys.dont_write_bytecode = True
    import_clients()
    # What is shared with forks is then not written to, and needs no copy.
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            run(json.loads(line))
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


if __name__ == "__main__":
    main()
