"""What `migrator rules show` prints: one rule pack as tables that people can read."""

from __future__ import annotations

from rich.console import Console

from migrator.model.pack import FieldRule, RulePack
from migrator.report.doc_links import doc_url
from migrator.report.printing import Part, Printer
from migrator.report.values_shown import json_line
from migrator.report.visible import visible_line

_SCOPES = {"agent": "blue", "channel": "cyan", "session": "green"}


def print_pack(console: Console, pack: RulePack, *, verbose: bool = False) -> None:
    """Prints endpoints and the field map; `verbose` adds each field's note and page."""
    printer = Printer(console)
    printer.line((visible_line(pack.pack.title), "bold"))
    printer.line((f"{visible_line(pack.name)}, version {pack.pack.version}", "dim"))
    printer.line((doc_url(pack.pack.doc), "dim"))
    printer.blank()
    printer.line(("Endpoints", "bold underline"))
    printer.columns(
        [
            [
                (f"{visible_line(row.method)} {visible_line(row.path)}", ""),
                (visible_line(row.channel), "cyan"),
                (f"POST {visible_line(pack.target.connections)}", "dim"),
            ]
            for row in pack.endpoints
        ],
        indent=2,
    )
    printer.blank()
    printer.line(("Fields", "bold underline"))
    if not verbose:
        printer.columns([_row(rule) for rule in pack.fields], indent=2)
    else:
        for rule in pack.fields:
            printer.columns([_row(rule)], indent=2)
            printer.flow(visible_line(rule.note), indent=6, style="dim")
            printer.line((" " * 6 + doc_url(rule.doc), "dim"))


def _row(rule: FieldRule) -> list[Part]:
    details: list[str] = [rule.type]
    if rule.required:
        details.append("required")
    if rule.channels:
        details.append(f"{' and '.join(rule.channels)} only")
    if rule.default is not None:
        details.append(f"default {json_line(rule.default)}")
    return [
        (visible_line(rule.source), "bold"),
        (rule.scope, _SCOPES[rule.scope]),
        (visible_line(rule.target), ""),
        (visible_line(", ".join(details)), "dim"),
    ]
