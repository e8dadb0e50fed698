"""The engine killed at random moments, against an API that fails: what exists at the end?

    python -m tests.faults --agents 1000 --kills 200 --share 0.2 --seed 7

Exits 1 unless every agent exists exactly once, as asked for, and nothing besides.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

from migrator.create import runs
from tests.create.project import Project, requests
from tests.faults.accounting import account
from tests.faults.killing import KEY, Ordeal, live_through
from tests.sandbox.apart import sandbox_apart


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults")
    parser.add_argument("--agents", type=int, default=1000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--share", type=float, default=0.2, help="requests that meet a fault")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--timeout", type=float, default=0.8, help="of one request, seconds")
    parser.add_argument("--latency", type=float, default=0.06, help="of an answer, seconds")
    ordeal = Ordeal(**vars(parser.parse_args()))
    started = time.monotonic()
    with sandbox_apart(ordeal.settings) as base_url, tempfile.TemporaryDirectory() as folder:
        project = Project(Path(folder), base_url, KEY)
        lives = live_through(ordeal, project)
        seen = httpx.get(f"{base_url}/sandbox/requests", timeout=60).json()
        found = account(project, requests(ordeal.agents))
        drifts = runs.verify(requests(ordeal.agents), **project.where(patience=ordeal.patience))
    faults = Counter(each["fault"] or "none" for each in seen)
    rows = {
        "seed": ordeal.seed,
        "agents asked for": ordeal.agents,
        "runs killed": lives.killed,
        **{f"  {how}": count for how, count in lives.killed_in.most_common()},
        "runs that ended": lives.ended,
        "requests": len(seen),
        "requests with a fault": f"{1 - faults['none'] / len(seen):.1%}",
        **{f"  {kind}": count for kind, count in sorted(faults.items()) if kind != "none"},
        "agents at the API": found.agents,
        "missing": found.missing,
        "duplicates": found.duplicates,
        "orphans": found.orphans,
        "wrong configuration": found.wrong_configuration,
        "wrong channel": found.wrong_channel,
        "wrong in the lock": found.wrong_in_lock,
        "found by verify": len(drifts),
        "seconds": f"{time.monotonic() - started:.0f}",
    }
    for name, value in rows.items():
        print(f"{name:<36}{value:>10}")
    return 0 if found.is_right and found.agents == ordeal.agents and not drifts else 1


if __name__ == "__main__":
    sys.exit(main())
