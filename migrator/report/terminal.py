"""The plan on a terminal or in a pipe: calls by file, agents, what needs a person, one last line."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console

from migrator.model.lock import Lock
from migrator.model.pack import RulePack
from migrator.model.plan import Plan, PlannedFinding, PlannedSite
from migrator.report.consolidation import nearly_equal, totals
from migrator.report.printing import Part, Printer
from migrator.report.summary import (
    FindingGroup,
    agent_names,
    by_file,
    code_info,
    findings_of,
    needing_a_person,
    worth_knowing,
)
from migrator.report.values_shown import field_setting, settings
from migrator.report.visible import visible, visible_line, visible_path
from migrator.report.wording import (
    MARKS,
    Status,
    closing_line,
    counted,
    next_step,
    not_listed,
    sends,
    status_word,
)

_STYLES: dict[Status, str] = {
    "migrate": "green", "route": "cyan", "left": "yellow", "ignored": "dim", "done": "blue",
}  # fmt: skip
_SEVERITIES = {"error": "red", "warning": "yellow", "note": "dim"}
# What was asked for by an option is answered, call by call.
_ALWAYS_TOLD = frozenset({"OM320", "OM321"})
_FEW = 5
_UNDER_LABEL = " " * 9


def print_plan(
    console: Console,
    plan: Plan,
    *,
    show_diff: bool,
    verbose: bool,
    lock: Lock | None = None,
    applied: bool = False,
    with_next_step: bool = True,
    pack: RulePack | None = None,
) -> None:
    """Prints calls with status and findings, agents, what needs a person, and the last line.

    Wraps to the console's width on a terminal and never in a pipe. `verbose` adds every field, the
    notes and all places.
    """
    printer = Printer(console)
    _print_calls(printer, plan, verbose=verbose, applied=applied)
    if show_diff:
        print_diff(console, plan)
    _print_agents(printer, plan, lock, pack)
    _print_groups(printer, "What needs a person", needing_a_person(plan), verbose=verbose)
    if verbose:
        _print_groups(printer, "Worth knowing", worth_knowing(plan), verbose=True)
    if unlisted := not_listed(plan):
        printer.flow(unlisted, indent=0, style="dim")
    printer.flow(closing_line(plan, applied=applied), indent=0, style="bold")
    if with_next_step:
        printer.flow(next_step(plan, applied=applied, diff_shown=show_diff), indent=0)


def print_diff(console: Console, plan: Plan) -> None:
    """Prints the edits as one unified diff a file, coloured where the console has colours."""
    printer = Printer(console)
    for group in by_file(plan):
        seen: set[str] = set()
        header: tuple[str, ...] = ()
        for site in group.sites:
            if not site.diff or site.diff in seen:
                continue
            seen.add(site.diff)
            lines = visible(site.diff).removesuffix("\n").split("\n")
            head = tuple(lines[:2]) if lines[0].startswith("--- ") else ()
            for line in lines[len(head) if head == header else 0 :]:
                printer.whole(line, _diff_style(line))
            header = head
        if seen:
            printer.blank()


def print_site(console: Console, plan: Plan, site: PlannedSite) -> None:
    """Prints one call: its agents with their configuration, its findings and its edit."""
    printer = Printer(console)
    _print_site(printer, site, agent_names(plan), applied=False)
    for finding in findings_of(plan).get(site.id, []):
        _print_finding(printer, finding, verbose=False)
    for agent in (plan.agent(key) for key in site.agents):
        printer.line((f"    {visible_line(agent.name)}", "bold"))
        parts = [agent.body, *agent.channels.values()]
        rows = [[(i.path, "dim"), (i.opening, "")] for part in parts for i in settings(part)]
        printer.columns(rows, indent=6)
    for line in visible(site.diff).splitlines():
        printer.whole(line, _diff_style(line))


def render_text(plan: Plan, pack: RulePack, lock: Lock | None = None, *, applied: bool) -> str:
    """What `print_plan` prints, as plain text."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=False, color_system=None, no_color=True)
    Printer(console).line((visible_line(pack.pack.title), ""))
    Printer(console).blank()
    print_plan(console, plan, show_diff=False, verbose=False, lock=lock, applied=applied, pack=pack)
    return out.getvalue()


def _print_calls(printer: Printer, plan: Plan, *, verbose: bool, applied: bool) -> None:
    names = agent_names(plan)
    findings = findings_of(plan)
    for group in by_file(plan):
        for site in group.sites:
            _print_site(printer, site, names, applied=applied)
            if verbose:
                _print_fields(printer, site)
            for finding in findings.get(site.id, []):
                told = finding.severity != "note" or finding.code in _ALWAYS_TOLD
                if verbose or (told and site.status != "ignored"):
                    _print_finding(printer, finding, verbose=verbose)
        printer.blank()


def _print_site(
    printer: Printer, site: PlannedSite, names: dict[str, str], *, applied: bool
) -> None:
    style = _STYLES[site.status]
    through = ", ".join(visible_line(names.get(key, key)) for key in site.agents)
    if site.variants:
        through = counted(len(site.agents), "agent")
    routed = site.status == "route" and not site.diff
    word = status_word(site.status, applied=applied or routed)
    printer.line(
        (f"{printer.symbol(MARKS[site.status])} ", style),
        (f"{visible_path(site.path)}{site.position}:{site.column}", "bold"),
        (f"  {word}", style),
        (f" through {through}" if through else "", ""),
    )
    kept = f"; the call keeps {', '.join(site.session_fields)}" if site.session_fields else ""
    where = visible_line(site.function) or "module level"
    printer.flow(f"{where}: {visible_line(sends(site) + kept)}", indent=4, style="dim")
    rows = [
        [(visible_line(names.get(v.agent, v.agent)), ""), (f"when {visible_line(v.when)}", "dim")]
        for v in site.variants
    ]
    printer.columns(rows, indent=6)


def _print_fields(printer: Printer, site: PlannedSite) -> None:
    rows: list[Sequence[Part]] = []
    for field in site.fields:
        item = field_setting(field)
        rows.append(
            [
                (item.path, ""),
                (visible_line(field.target), "dim"),
                (item.opening, "yellow" if field.value is None else ""),
                (visible_line(field.origin), "dim"),
            ]
        )
    printer.columns(rows, indent=6)


def _print_finding(printer: Printer, finding: PlannedFinding, *, verbose: bool) -> None:
    # The remedy that all findings of a code share is told once, under "what needs a person".
    with_help = verbose or finding.hint != code_info(finding.code).remedy
    printer.flow(
        visible_line(finding.message),
        indent=4,
        label=(visible_line(finding.code), _SEVERITIES[finding.severity]),
    )
    if with_help and finding.hint:
        printer.flow(visible_line(finding.hint), indent=4, label=(" help", "cyan"))


def _print_agents(printer: Printer, plan: Plan, lock: Lock | None, pack: RulePack | None) -> None:
    if not plan.agents:
        return
    ids = lock.agent_ids(plan.environment) if lock else {}
    printer.line(("Agents", "bold underline"))
    printer.columns(
        [
            [
                (visible_line(agent.name), "bold"),
                (visible_line(agent.reference), ""),
                (", ".join(visible_line(channel) for channel in agent.channels) or "-", ""),
                (counted(len(agent.call_sites), "call"), ""),
                (visible_line(ids.get(agent.key, "to be created")), "dim"),
            ]
            for agent in plan.agents
        ],
        indent=2,
    )
    printer.flow(f"{totals(plan, pack)}.", indent=2, style="dim")
    near = nearly_equal(plan)
    for each in near[:_FEW]:
        printer.flow(f"{visible_line(each.sentence)}.", indent=2, style="dim")
    printer.blank()


def _print_groups(
    printer: Printer, title: str, groups: Sequence[FindingGroup], *, verbose: bool
) -> None:
    if not groups:
        return
    printer.line((title, "bold underline"))
    for group in groups:
        style = _SEVERITIES[group.findings[0].severity]
        number = counted(len(group.findings), "place")
        printer.flow(
            f"{group.info.title} ({number})",
            indent=2,
            label=(visible_line(group.info.code), style),
        )
        shown = group.findings if verbose else group.findings[:_FEW]
        for finding in shown:
            _print_place(printer, finding)
        hidden = len(group.findings) - len(shown)
        if hidden:
            printer.line((f"{_UNDER_LABEL}and {hidden} more (--verbose lists them)", "dim"))
        if group.info.remedy:
            printer.flow(group.info.remedy, indent=2, label=(" help", "cyan"))
    printer.blank()


def _print_place(printer: Printer, finding: PlannedFinding) -> None:
    place = f"{visible_path(finding.path)}{finding.position}"
    if finding.call_site is None:
        # Nothing above has told it: it belongs to no call.
        label = (f"{_UNDER_LABEL}{place}", "dim")
        printer.flow(visible_line(finding.message), indent=0, label=label, style="dim")
    else:
        printer.line((f"{_UNDER_LABEL}{place}", "dim"))


def _diff_style(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return "bold"
    return {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
