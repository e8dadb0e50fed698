"""Programs where a naive reading is wrong: the files in `cases`, with any client for `SEND`."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.end_to_end.differential import clients
from tests.end_to_end.differential.choices import Choices
from tests.end_to_end.differential.draft import Draft, indented
from tests.end_to_end.differential.program import API, ENTRY, Program
from tests.end_to_end.differential.urls import Base

_SEND = re.compile(r"(?m)^([ ]*)SEND\((.+)\)$")
_IMPORT = re.compile(r"(?m)^import [\w.]+$")
_UNUSED = "# unused calls\n"
_FILE = re.compile(r"(?m)^# --- (\S+)\n")


@cache
def cases() -> dict[str, str]:
    """The text of every case by its name."""
    folder = Path(__file__).with_name("cases")
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.py"))}


def plain_trap(name: str) -> Program:
    """The case `name` with the simplest client."""
    return trap(Draft(Choices()), name)


def trap(draft: Draft, name: str) -> Program:
    """The case `name` with a client, an address and a channel that `draft` chooses."""
    main, *others = _FILE.split(cases()[name])
    channel = draft.pick(["webrtc", "webrtc", "websocket"])
    literal = draft.chance(40)
    address = draft.text(API) if literal else f'os.environ.get("NAPSTER_BASE_URL", "{API}")'
    base = Base("BASE_URL", literal)
    client = draft.pick(list(clients.SYNC))
    if _SEND.search(main):
        draft.trait(f"client {client}")

    def sent(match: re.Match[str]) -> str:
        call = clients.Call(draft, base, channel, match[2], "HEADERS")
        lines = clients.SYNC[client](call)
        return indented("\n".join(lines), len(match[1]) // 4)

    body = _SEND.sub(sent, main)
    draft.imports |= {"import os", "import requests", *_IMPORT.findall(main)}
    body = _IMPORT.sub("", body)
    head = [
        *sorted(draft.imports),
        "",
        f"BASE_URL = {address}",
        'HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}',
        *draft.constants,
        *draft.functions,
    ]
    files = {ENTRY: "\n".join(head) + "\n\n" + body}
    files |= dict(zip(others[::2], others[1::2], strict=True))
    return Program(
        files,
        plain=False,
        some_unused=_UNUSED in main,
        traits=(f"trap {name}", *draft.facts.traits),
    )
