"""How a body comes to be: displays, copies, steps, branches, builders."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.end_to_end.differential.draft import Draft, hanging, indented
from tests.end_to_end.differential.fields import (
    Entry,
    Scope,
    agent_entries,
    provider_entries,
    session_entries,
)

_NEVER_MISSING = {"companionId", "providerConfig"}


@dataclass(frozen=True, slots=True)
class Payload:
    """Statements that build a body, and the expression to send; `name` is None without one."""

    lines: list[str]
    expression: str
    name: str | None


def display(draft: Draft, entries: Sequence[Entry], spread: str = "") -> str:
    """A dict of these entries, in one of the ways to lay it out."""
    forms = ["rows", "rows", "line", "comments", "call"] if entries else ["line"]
    form = draft.pick(forms)
    if form == "call" and not spread:
        return f"dict({', '.join(f'{entry.key}={entry.value}' for entry in entries)})"
    parts = [f"{draft.text(entry.key)}: {entry.value}" for entry in entries]
    if spread:
        parts.insert(0, f"**{spread}")
    if form in {"line", "call"}:
        return f"{{{', '.join(parts)}}}"
    rows = []
    for number, part in enumerate(parts):
        if form == "comments" and number % 2:
            rows.append("    # as agreed with product")
        comma = "" if number == len(parts) - 1 and draft.chance(20) else ","
        remark = "  # keep in sync" if form == "comments" and not number % 3 else ""
        rows.append(f"    {hanging(part)}{comma}{remark}")
    return "{\n" + "\n".join(rows) + "\n}"


def payload(draft: Draft, scope: Scope, channel: str) -> Payload:
    """A body for `channel`, built by statements that may use the names in `scope`."""
    before: list[str] = []
    entries = agent_entries(draft, scope)
    provider, settings = provider_entries(draft, scope, channel)
    late: list[str] = []
    entries.append(_provider(draft, provider, settings, before, late))
    entries += session_entries(draft, scope, channel)
    if draft.chance(30):
        entries.reverse()
    name = draft.pick(["payload", "payload", "body", "data", "config"])
    if late:
        built = _by_steps(draft, name, entries, scope)
    else:
        style = draft.pick(
            ["local", "local", "inline", "steps", "steps", "base", "base", "shared", "builder"]
        )
        draft.trait(f"payload {style}")
        if style == "inline":
            return Payload(before, display(draft, entries), None)
        if style == "local":
            built = [f"{name} = {display(draft, entries)}"]
        elif style == "steps":
            built = _by_steps(draft, name, entries, scope)
        elif style == "builder":
            return _builder(draft, entries, before, scope, name)
        else:
            built = _from_base(draft, name, entries, scope, shared=style == "shared")
    lines = before + built + [line.format(name) for line in late]
    return Payload(lines, name, name)


def _provider(
    draft: Draft,
    provider: list[Entry],
    settings: list[Entry],
    before: list[str],
    late: list[str],
) -> Entry:
    style = draft.pick(["nested", "nested", "local", "constant", "late"])
    everywhere = all(entry.everywhere for entry in (*provider, *settings))
    if style == "constant" and not everywhere:
        style = "local"
    if style == "late" and settings:
        draft.trait("payload nested steps")
        key, member = draft.text("providerConfig"), draft.text("settings")
        if draft.chance(50):
            late.append(f"{{0}}[{key}][{member}] = {_braced(display(draft, settings))}")
        else:
            late.append(f"{{0}}[{key}][{member}] = {{{{}}}}")
            late += [
                f"{{0}}[{key}][{member}][{draft.text(entry.key)}] = {_braced(entry.value)}"
                for entry in settings
            ]
        return Entry("providerConfig", display(draft, provider), False, False)
    members = [*provider]
    if settings:
        members.append(Entry("settings", display(draft, settings)))
    nested = display(draft, members)
    if style == "local":
        draft.trait("payload second hop")
        name = draft.pick(["provider", "provider_config"])
        before.append(f"{name} = {nested}")
        return Entry("providerConfig", name, False, False)
    if style == "constant":
        return Entry("providerConfig", draft.constant("PROVIDER", nested))
    return Entry("providerConfig", nested, False, everywhere)


def _braced(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _step(draft: Draft, name: str, entry: Entry, scope: Scope) -> str:
    key = draft.text(entry.key)
    forms = ["set", "set", "update", "keyword", "default", "merge", "try"]
    if entry.of_session or (draft.hazards and entry.key not in _NEVER_MISSING):
        forms += ["if", "else", "for"]
    form = draft.pick(forms)
    if form not in {"set", "update", "keyword", "default", "merge"}:
        draft.trait(f"payload {form}")
        if not entry.of_session and form != "try":
            draft.varies()
    test = scope.flag or f"len({scope.user}) > 2"
    setting = f"{name}[{key}] = {entry.value}"
    other = f"{name}[{draft.text('tags')}] = {{{draft.text('else')}: {draft.text('x')}}}"
    return {
        "set": setting,
        "update": f"{name}.update({{{key}: {entry.value}}})",
        "keyword": f"{name}.update({entry.key}={entry.value})",
        "default": f"{name}.setdefault({key}, {entry.value})",
        "merge": f"{name} |= {{{key}: {entry.value}}}",
        "if": f"if {test}:\n{indented(setting)}",
        "else": f"if not ({test}):\n{indented(other)}\nelse:\n{indented(setting)}",
        "for": f"for _ in range(2):\n{indented(setting)}",
        "try": f"try:\n{indented(setting)}\nexcept KeyError:\n    raise",
    }[form]


def _by_steps(draft: Draft, name: str, entries: list[Entry], scope: Scope) -> list[str]:
    split = draft.pick(range(len(entries) + 1))
    assert isinstance(split, int)
    lines = [f"{name} = {display(draft, entries[:split])}"]
    for entry in entries[split:]:
        lines.append(_step(draft, name, entry, scope))
        if draft.chance(20):
            lines.append(draft.pick(["", "# the next one matters"]))
    return lines


def _from_base(
    draft: Draft, name: str, entries: list[Entry], scope: Scope, *, shared: bool
) -> list[str]:
    fixed = [entry for entry in entries if entry.everywhere]
    rest = [entry for entry in entries if not entry.everywhere]
    base = draft.constant("DEFAULTS", display(draft, fixed))
    if shared:
        draft.varies()
        # The constant itself is changed and sent.
        return [f"{name} = {base}", *(_step(draft, name, entry, scope) for entry in rest)]
    form = draft.pick(["spread", "spread", "union", "method", "dict", "copy", "deepcopy"])
    draft.trait(f"payload {form}")
    if form == "spread":
        return [f"{name} = {display(draft, rest, base)}"]
    if form == "union":
        return [f"{name} = {base} | {display(draft, rest)}"]
    if form in {"copy", "deepcopy"}:
        draft.imports.add("import copy")
    copied = {
        "method": f"{base}.copy()",
        "dict": f"dict({base})",
        "copy": f"copy.copy({base})",
        "deepcopy": f"copy.deepcopy({base})",
    }[form]
    return [f"{name} = {copied}", *(_step(draft, name, entry, scope) for entry in rest)]


def _builder(
    draft: Draft, entries: list[Entry], before: list[str], scope: Scope, name: str
) -> Payload:
    draft.varies()
    builder = draft.fresh("build_payload")
    parameters = [part for part in (scope.user, scope.flag, scope.profile) if part.isidentifier()]
    parameters += [argument.name for argument in scope.arguments or ()]
    body = [*before, f"made = {display(draft, entries)}", "return made"]
    if draft.chance(30):
        body[-2:] = [f"return {display(draft, entries)}"]
    source = f"def {builder}({', '.join(parameters)}):\n" + indented("\n".join(body))
    draft.function(source)
    call = f"{builder}({', '.join(parameters)})"
    if draft.chance(50):
        return Payload([], call, None)
    return Payload([f"{name} = {call}"], name, name)
