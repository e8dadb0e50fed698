"""Calls in code written by others, renamed to ours: how many are found, migrated, routed, left.

    python -m tests.benchmarks.public_code [--variant constant] [--dynamic leave] [--only NAME]

Public packages that post JSON are copied with their calls renamed (`renaming.py`). In the variant
`as-written` nothing else changes, with `one-key` the API key is read from the environment, with
`constant` the configuration is constant too. Prints a table by package and the reasons why calls
stay; `--details` prints each call with its findings, `--diff` its edit as well. `--dynamic leave`
is how it was before calls could choose their agent at run time; `--one-project` states what the
users of most of these packages could: all keys are of one project. Exits with 1 if a call is missed.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from migrator.model.plan import Plan, PlannedSite
from migrator.run.planning import make_plan
from migrator.run.project import open_project
from tests.benchmarks.background import installed
from tests.benchmarks.renaming import Renamed, Variant, renamed_copy

PACKAGES = {
    "agenticcalling": "agenticcalling==0.1.1",
    "apprise": "apprise==2.2.0",
    "blandai": "blandai==0.1.1",
    "bolna": "bolna==0.11.9",
    "crewai_tools": "crewai-tools==1.15.30",
    "dingtalk_alert": "dingtalk-alert-mcp==0.1.0",
    "exa_py": "exa-py==2.27.0",
    "firecrawl": "firecrawl-py==4.55.0",
    "gotify": "gotify==0.6.0",
    "heyoo": "heyoo==0.1.2",
    "langchain_community": "langchain-community==0.4.2",
    "layercode_gym": "layercode-gym==0.9.1",
    "livekit_anam": "livekit-plugins-anam==1.8.9",
    "livekit_avatartalk": "livekit-plugins-avatartalk==1.8.9",
    "livekit_bey": "livekit-plugins-bey==1.8.9",
    "livekit_lemonslice": "livekit-plugins-lemonslice==1.8.9",
    "livekit_trugen": "livekit-plugins-trugen==1.8.9",
    "livekit_ultravox": "livekit-plugins-ultravox==1.8.9",
    "mem0": "mem0ai==2.2.1",
    "pipecat": "pipecat-ai==1.14.0",
    "pyairtable": "pyairtable==3.5.0.post1",
    "ragflow_sdk": "ragflow-sdk==0.22.1",
    "tavily": "tavily-python==0.8.5",
    "tavus_cli": "tavus-cli==0.11.0",
    "ultravox_mcp": "ultravox-mcp==0.2.0",
    "vapi_agent": "vapi-agent==0.1.1",
    "vocode": "vocode==0.1.113",
}
_COLUMNS = ("calls", "migrate", "route", "left", "listed", "missed", "more", "CPU s")


@dataclass
class Verdict:
    """What `plan` makes of one package's calls, and the lines that tell of each."""

    counts: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    lines: list[str] = field(default_factory=list)
    seconds: float = 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Returns its exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, help="where downloaded packages are kept")
    parser.add_argument("--variant", choices=[v.value for v in Variant], default="one-key")
    parser.add_argument("--dynamic", choices=["leave", "route"], default="route")
    parser.add_argument("--one-project", action="store_true")
    parser.add_argument("--only", action="append", help="a package; may be given several times")
    parser.add_argument("--most", type=int, default=12, help="calls renamed in one package")
    parser.add_argument("--details", action="store_true")
    parser.add_argument("--diff", action="store_true")
    options = parser.parse_args(arguments)
    variant = Variant(options.variant)
    asked = {"dynamic": options.dynamic, "one_project": options.one_project}
    total = Verdict()
    print(f"{'':20}" + "".join(f"{name:>9}" for name in _COLUMNS))
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        for name in options.only or PACKAGES:
            place = installed([PACKAGES[name]], folder / name)
            copy = Path(temporary) / variant.value / name
            calls = renamed_copy(place, copy, variant, options.most)
            verdict = judged(copy, calls, asked, with_diffs=options.diff)
            print(_row(name, verdict), flush=True)
            shown = verdict.lines if options.details or options.diff else []
            print("".join(f"{line}\n" for line in shown), end="")
            total.counts += verdict.counts
            total.codes += verdict.codes
            total.seconds += verdict.seconds
    print(_row("all", total))
    print("left for: " + ", ".join(f"{code} {n}" for code, n in total.codes.most_common()))
    return 1 if total.counts["missed"] else 0


def judged(
    copy: Path, calls: Sequence[Renamed], asked: Mapping[str, object], *, with_diffs: bool = False
) -> Verdict:
    """Plan a renamed copy as the settings in `asked` say, and look for its calls."""
    verdict = Verdict()
    before = _seconds()
    project = open_project(
        [copy],
        overrides=asked,
        given=[("--set", {"NAPSTER_API_KEY": "unused"})],
    )
    plan = make_plan(project).plan
    verdict.seconds = _seconds() - before
    matched: set[str] = set()
    for call in calls:
        verdict.counts["calls"] += 1
        site = _site_of(call, plan, matched)
        if site is None:
            _tell_unfound(call, plan, verdict)
            continue
        matched.add(site.id)
        verdict.counts[site.status] += 1
        _tell(site, plan, verdict, with_diff=with_diffs)
    for site in plan.call_sites:
        if site.id not in matched:
            verdict.counts["more"] += 1
            _tell(site, plan, verdict, with_diff=with_diffs, more=True)
    return verdict


def _site_of(call: Renamed, plan: Plan, matched: set[str]) -> PlannedSite | None:
    """The call site that a renamed call is, by its lines, else the next one in its function."""
    near = [
        site
        for site in plan.call_sites
        if site.path == call.path
        and call.around[0] <= site.line <= call.around[1]
        and site.id not in matched
    ]
    exact = [site for site in near if call.first <= site.line <= call.last]
    return min(exact or near, key=lambda site: abs(site.line - call.first), default=None)


def _tell_unfound(call: Renamed, plan: Plan, verdict: Verdict) -> None:
    """Tell of a call that is no call site: findings at it, or at an address in its file, list it."""
    told = [
        each
        for each in plan.findings
        if each.path == call.path
        and (each.call_site is None or call.around[0] <= (each.line or 0) <= call.around[1])
    ]
    name = "listed" if told else "missed"
    verdict.counts[name] += 1
    verdict.lines.append(f"  {name} {call.path}:{call.first}")
    verdict.lines += [f"      {each.code} {each.line}: {each.message}" for each in told]


def _tell(
    site: PlannedSite, plan: Plan, verdict: Verdict, *, with_diff: bool, more: bool = False
) -> None:
    errors = {f.code: f for f in plan.findings if f.call_site == site.id and f.severity != "note"}
    verdict.lines.append(f"  {'more: ' if more else ''}{site.status} {site.path}:{site.line}")
    for finding in plan.findings:
        if finding.call_site == site.id:
            verdict.lines.append(f"      {finding.code} {finding.message}")
    if with_diff and site.diff:
        verdict.lines.append(site.diff)
    if site.status == "left" and not more:
        verdict.codes.update(c for c, f in errors.items() if f.severity == "error")


def _row(name: str, verdict: Verdict) -> str:
    counts: Mapping[str, int] = verdict.counts
    numbers = "".join(f"{counts[column]:9}" for column in _COLUMNS[:-1])
    return f"{name:20}{numbers}{verdict.seconds:9.1f}"


def _seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    sys.exit(main())
