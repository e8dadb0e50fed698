"""Whole programs: one to three calls with all that stands around them."""

from __future__ import annotations

from dataclasses import replace

from tests.end_to_end.differential import clients, uses
from tests.end_to_end.differential.applications import application
from tests.end_to_end.differential.choices import Choices
from tests.end_to_end.differential.choosing import choosing
from tests.end_to_end.differential.draft import SETTINGS, Draft
from tests.end_to_end.differential.fields import Scope
from tests.end_to_end.differential.payloads import payload
from tests.end_to_end.differential.program import ENTRY, Program
from tests.end_to_end.differential.surroundings import Placed, place
from tests.end_to_end.differential.traps import cases, trap
from tests.end_to_end.differential.urls import Base, base_address


def program_of(choices: Choices) -> Program:
    """A program of one to three calls, or a trap. Simpler ones first, so that failures shrink."""
    draft = Draft(choices)
    program = _drawn(draft)
    # Drawn last, so that a seed draws the program that it always drew.
    if draft.chance(20):
        return replace(program, agent_ref="module", traits=(*program.traits, "ids in a module"))
    return program


def choosing_program_of(choices: Choices) -> Program:
    """A program whose call is one with one of few agents."""
    draft = Draft(choices)
    draft.facts.quote = draft.pick(['"', "'"])
    draft.facts.hazards = draft.chance(30)
    return choosing(draft, base_address(draft), _headers(draft))


def _drawn(draft: Draft) -> Program:
    if draft.chance(12):
        return trap(draft, draft.pick(sorted(cases())))
    draft.facts.quote = draft.pick(['"', "'"])
    draft.facts.hazards = draft.chance(30)
    if draft.chance(20):
        return choosing(draft, base_address(draft), _headers(draft))
    return application(draft) if draft.chance(50) else composed(draft)


def composed(draft: Draft) -> Program:
    """A program of one to three calls."""
    base = base_address(draft)
    headers = _headers(draft)
    count = draft.pick([1, 1, 1, 2, 3])
    placed = [_call(draft, base, headers) for _ in range(count)]
    main = _module(draft, placed)
    files = {ENTRY: _indented_by(draft, main)}
    if draft.facts.settings:
        imports = [line for line in draft.facts.settings if line.startswith("import ")]
        others = [line for line in draft.facts.settings if not line.startswith("import ")]
        files[f"{SETTINGS}.py"] = "\n".join([*dict.fromkeys(imports), *others]) + "\n"
    encoding, newline = "utf-8", "\n"
    form = draft.pick(["plain"] * 6 + ["crlf", "bom", "latin"])
    if form == "crlf":
        newline = "\r\n"
    elif form == "bom":
        encoding = "utf-8-sig"
    elif form == "latin":
        files = {name: f"# coding: latin-1\n{text}" for name, text in files.items()}
    return Program(
        files,
        draft.facts.fixed,
        traits=tuple(draft.facts.traits),
        environment=draft.environment,
        encoding=encoding,
        newline=newline,
        formatted=form == "plain" and draft.chance(25),
    )


def _headers(draft: Draft) -> str:
    draft.imports.add("import os")
    name, key = draft.text("X-Api-Key"), draft.text("NAPSTER_API_KEY")
    read = draft.pick([f"os.environ[{key}]", f"os.getenv({key})"])
    more = draft.pick(["", f", {draft.text('X-API-Version')}: {draft.text('2026-03-01')}"])
    form = draft.pick(["constant", "constant", "inline", "direct"])
    if form == "constant":
        return draft.constant("HEADERS", f"{{{name}: {read}{more}}}")
    if form == "direct":
        return f"{{{name}: {read}}}"
    return f"{{{name}: {draft.constant('API_KEY', read)}{more}}}"


def _call(draft: Draft, base: Base, headers: str) -> Placed:
    channel = draft.pick(["webrtc", "webrtc", "websocket"])
    asynchronous = draft.chance(35)
    table = clients.ASYNC if asynchronous else clients.SYNC
    name = draft.pick(sorted(table))
    draft.trait(f"client {name}")

    def body(scope: Scope) -> list[str]:
        built = payload(draft, scope, channel)
        lines = list(built.lines)
        if built.name is not None:
            lines += _uses(draft, built.name)
        call = clients.Call(draft, base, channel, built.expression, headers)
        lines += table[name](call)
        if built.name is not None and draft.chance(20):
            lines.append(uses.read(draft, built.name))
        return lines + _follow_up(draft, base, headers)

    return place(draft, body, asynchronous=asynchronous)


def _uses(draft: Draft, name: str) -> list[str]:
    lines = []
    if draft.chance(20):
        lines.append(uses.read(draft, name))
    if draft.hazards and draft.chance(40):
        lines.append(uses.change(draft, name))
        if draft.chance(30):
            lines.append(uses.read(draft, name))
    return lines


def _follow_up(draft: Draft, base: Base, headers: str) -> list[str]:
    form = draft.pick(["", "", "delete", "delete", "get"])
    if not form:
        return []
    draft.imports.add("import requests")
    q = draft.quote
    if form == "get":
        url = f"f{q}{{{base.expression}}}/public/sessions{q}"
        return [f"print(requests.get({url}, headers={headers}).status_code)"]
    rtc = [
        line.partition(" ")[0]
        for line in draft.constants
        if line.startswith("CONNECTIONS_URL") and "/public/connections" in line
    ]
    address = rtc[0] if rtc else f"{base.expression}}}/public/connections"
    address = f"{{{address}}}" if rtc else f"{{{address}"
    ended = f"connection_id = answer['connection']['id']\nurl_of_it = f{q}{address}/{{connection_id}}{q}"
    return [*ended.split("\n"), f"requests.delete(url_of_it, headers={headers})"]


def _module(draft: Draft, placed: list[Placed]) -> str:
    head = ['"""Opens sessions."""', ""] if draft.chance(30) else []
    if draft.chance(20):
        head += ["from __future__ import annotations", ""]
    imports = sorted(draft.imports, key=lambda line: (line.startswith("from"), line))
    if draft.imported:
        imports.append(f"from {SETTINGS} import {', '.join(sorted(draft.imported))}")
    parts = ["\n".join([*head, *imports]), "\n".join(draft.constants), *draft.functions]
    for each in placed:
        parts += each.definitions
    runs = [run for each in placed for run in each.runs] + draft.late
    parts.append("\n".join(runs))
    return "\n\n\n".join(part for part in parts if part) + "\n"


def _indented_by(draft: Draft, text: str) -> str:
    if not draft.chance(10):
        return text
    lines = []
    for line in text.split("\n"):
        stripped = line.lstrip(" ")
        depth, rest = divmod(len(line) - len(stripped), 4)
        lines.append("\t" * depth + " " * rest + stripped)
    return "\n".join(lines)
