"""Calls written as source text, read and decided by the real stages."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

from migrator.find.tree import SourceTree
from migrator.model.loading import load_rules
from migrator.model.settings import Settings
from migrator.plan.decisions import Decision, decide
from migrator.plan.projects import one_project
from migrator.plan.surroundings import suppressed
from migrator.read.sites import Reading, read_sites

PACK = load_rules([])
HOSTS = tuple(PACK.pack.hosts)
REQUIRED = {"companionId": '"comp_a"', "providerConfig.voiceId": '"marin"'}
KEY = '{"X-Api-Key": os.environ["NAPSTER_API_KEY"]}'


def read(files: Mapping[str, str]) -> Reading:
    """What reading the files finds; they exist in memory alone."""
    data = {path: textwrap.dedent(text).encode() for path, text in files.items()}
    tree = SourceTree(Path("/nowhere"), ()).with_files(data)
    return read_sites(tree, PACK, HOSTS, sorted(files))


def decisions(files: Mapping[str, str] | str, settings: Settings | None = None) -> list[Decision]:
    """What becomes of every call of the files."""
    settings = settings or Settings()
    reading = read({"app.py": files} if isinstance(files, str) else files)
    decided = [decide(site, PACK, settings) for site in reading.sites]
    return suppressed(one_project(decided, settings), reading.texts)


def only(files: Mapping[str, str] | str, settings: Settings | None = None) -> Decision:
    """What becomes of the one call of the files."""
    (decision,) = decisions(files, settings)
    return decision


def codes(decision: Decision) -> list[str]:
    return sorted({finding.code for finding in decision.findings})


def body(fields: Mapping[str, str]) -> str:
    """A dict display that sends these fields; the values are source text."""
    nested: dict[str, object] = {}
    for path, value in fields.items():
        holder = nested
        *above, last = path.split(".")
        for key in above:
            inner = holder.setdefault(key, {})
            assert isinstance(inner, dict)
            holder = inner
        holder[last] = value
    return _display(nested)


def _display(value: object) -> str:
    if not isinstance(value, dict):
        return str(value)
    return "{" + ", ".join(f'"{key}": {_display(inner)}' for key, inner in value.items()) + "}"


def call(fields: Mapping[str, str], channel: str = "webrtc", headers: str = KEY) -> str:
    """A program with one call that sends the required fields and these."""
    path = next(endpoint.path for endpoint in PACK.endpoints if endpoint.channel == channel)
    return (
        "import os\nimport requests\n\n\n"
        "def open_session(user, flag, value):\n"
        "    return requests.post(\n"
        f'        "https://{HOSTS[0]}{path}",\n'
        f"        headers={headers},\n"
        f"        json={body({**REQUIRED, **fields})},\n"
        "    )\n"
    )
