"""`migrator sandbox`: its flags shape what the server does."""

from __future__ import annotations

import subprocess
import sys

import httpx

from tests.sandbox.apart import REPOSITORY


def test_flags_limit_revoke_and_inject() -> None:
    flags = [
        *("--port", "0", "--agent-cap", "1", "--revoke-after", "3"),
        *("--fault", "rate-limited=0.5", "--retry-after", "7", "--seed", "1"),
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "migrator", "sandbox", *flags],
        cwd=REPOSITORY,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        base_url = process.stderr.readline().split()[2]
        headers = {"X-Api-Key": "sandbox-key"}
        with httpx.Client(base_url=base_url, headers=headers) as client:
            answers = [client.get("/public/agents") for _ in range(12)]
        process.terminate()
        process.communicate()

    limited = [answer for answer in answers if answer.status_code == 429]
    assert {answer.headers["Retry-After"] for answer in limited} == {"7"}
    others = [answer.status_code for answer in answers if answer not in limited]
    assert others[:4] == [200, 200, 200, 401]
