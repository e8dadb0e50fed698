"""Session calls sown into copies of other people's code, and what `plan` makes of them."""

from __future__ import annotations

import ast
import json
import os
import random
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_PROJECT = Path(__file__).parents[2]
_BODY = '{"companionId": "comp_1", "providerConfig": {"voiceId": "alloy"}}'
_URL = '"https://companion-api.napster.com/public/connections"'
_CALLS = (
    ("import requests", f"requests.post({_URL}, json={_BODY})"),
    ("import httpx as _http", f"_http.post({_URL}, json={_BODY})"),
    ("from requests import request as _ask", f'_ask("POST", {_URL}, json={_BODY})'),
    ("import requests as _r", f"_r.Session().post({_URL}, json={_BODY})"),
)

Calls = set[tuple[str, int]]


def planted_copy(
    place: Path, files: Sequence[Path], copy: Path, count: int, rng: random.Random
) -> Calls:
    """Copy `files` of `place` to `copy` with calls sown into `count` of them; returns where."""
    calls: Calls = set()
    chosen = set(rng.sample(files, min(len(files), count * 2)))
    for path in files:
        data = path.read_bytes()
        target = copy / path.relative_to(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path in chosen and len(calls) < count:
            data, line = _sown(data, rng)
            if line:
                calls.add((target.relative_to(copy).as_posix(), line))
        target.write_bytes(data)
    return calls


def _sown(data: bytes, rng: random.Random) -> tuple[bytes, int]:
    """The file with one call in it, and the call's line; 0 when there is no place for one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(data)
    except (SyntaxError, ValueError):
        return data, 0
    imported, call = rng.choice(_CALLS)
    lines = data.decode("latin-1").split("\n")
    if len(lines) > 3000 or "\r" in data.decode("latin-1"):
        return data, 0
    bodies = [
        node.body
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body[0].lineno > node.lineno
        and lines[node.body[0].lineno - 1][: node.body[0].col_offset].isspace()
    ]
    if not bodies or rng.random() < 0.2:
        ending = "" if lines[-1] == "" else "\n"
        text = "\n".join(lines) + f"{ending}{imported}\n{call}\n"
        return text.encode("latin-1"), text.count("\n")
    body = rng.choice(bodies)
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and len(body) > 1:
        first = body[1]
    at = min([first.lineno, *(d.lineno for d in getattr(first, "decorator_list", []))])
    pad = lines[at - 1][: first.col_offset]
    if not pad.isspace():
        return data, 0
    lines[at - 1 : at - 1] = [pad + imported, pad + call]
    return "\n".join(lines).encode("latin-1"), at + 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `plan` made of a planted copy: what is wrong, what only has a finding, in seconds."""

    wrong: list[str]
    only_told: list[str]
    seconds: float


def judged(copy: Path, calls: Calls) -> Verdict:
    """Plan a planted copy; every call must be a call site, or a finding at its line."""
    began = time.perf_counter()
    environment = {**os.environ, "PYTHONPATH": str(_PROJECT)}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "migrator", "plan", "--verbose"],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    took = time.perf_counter() - began
    if done.returncode not in (0, 3):
        crash = f"{copy.name}: plan ended with {done.returncode}: {done.stderr[-2000:]}"
        return Verdict([crash], [], took)
    plan = json.loads((copy / ".migrator" / "plan.json").read_text())
    sites = {(site["path"], site["line"]) for site in plan["call_sites"]}
    told = {(finding["path"], finding["line"]) for finding in plan["findings"]} - sites
    wrong = [f"{path}:{line} is not listed" for path, line in sorted(calls - sites - told)]
    wrong += [f"{path}:{line} is no call" for path, line in sorted(sites - calls)]
    only_told = [f"{path}:{line} is listed and no call site" for path, line in sorted(calls & told)]
    return Verdict([f"{copy.name}: {each}" for each in wrong], only_told, took)
