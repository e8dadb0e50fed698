"""The plan regrouped as people ask about it: by file, by reason, by what needs a person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from pathlib import PurePosixPath

from migrator.model.catalogue import CATALOGUE
from migrator.model.code_info import CodeInfo
from migrator.model.plan import Plan, PlannedFinding, PlannedSite
from migrator.model.severity import Severity

_ORDER = {"error": 0, "warning": 1, "note": 2}


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """All findings of one code."""

    info: CodeInfo
    findings: tuple[PlannedFinding, ...]


@dataclass(frozen=True, slots=True)
class FileGroup:
    """The call sites of one file, in order of line."""

    path: str
    sites: tuple[PlannedSite, ...]


@dataclass(frozen=True, slots=True)
class FolderGroup:
    """The call sites of one folder's own files, in order of path and line; `.` is the root."""

    path: str
    sites: tuple[PlannedSite, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many of its calls have each status that occurs."""
        return dict(Counter(site.status for site in self.sites))


def code_info(code: str) -> CodeInfo:
    """The catalogue's row of `code`; a plan of a newer version may name one we don't have."""
    known = CATALOGUE.get(code)
    if known is not None:
        return known
    return CodeInfo(code, Severity.WARNING, "a finding of another version", "", "")


def shown_findings(plan: Plan) -> list[PlannedFinding]:
    """The findings that aren't suppressed in the source."""
    ignored = {site.id for site in plan.call_sites if site.status == "ignored"}
    return [finding for finding in plan.findings if finding.call_site not in ignored]


def by_code(findings: list[PlannedFinding]) -> list[FindingGroup]:
    """`findings` by code: errors first, then the codes found most."""
    groups: dict[str, list[PlannedFinding]] = {}
    for finding in findings:
        groups.setdefault(finding.code, []).append(finding)
    ordered = sorted(
        groups.items(), key=lambda item: (_ORDER[item[1][0].severity], -len(item[1]), item[0])
    )
    return [FindingGroup(code_info(code), tuple(members)) for code, members in ordered]


def needing_a_person(plan: Plan) -> list[FindingGroup]:
    """Errors and warnings by code; notes only inform."""
    return by_code([finding for finding in shown_findings(plan) if finding.severity != "note"])


def worth_knowing(plan: Plan) -> list[FindingGroup]:
    """Notes by code."""
    return by_code([finding for finding in shown_findings(plan) if finding.severity == "note"])


def by_file(plan: Plan) -> list[FileGroup]:
    """Call sites by file, files in order of path."""
    ordered = sorted(plan.call_sites, key=_place)
    return [FileGroup(path, tuple(sites)) for path, sites in groupby(ordered, key=lambda s: s.path)]


def by_folder(plan: Plan) -> list[FolderGroup]:
    """Call sites by folder, folders in order of path."""
    folders: dict[str, list[PlannedSite]] = {}
    for site in sorted(plan.call_sites, key=_place):
        folders.setdefault(str(PurePosixPath(site.path).parent), []).append(site)
    return [FolderGroup(path, tuple(sites)) for path, sites in sorted(folders.items())]


def _place(site: PlannedSite) -> tuple[str, int, int]:
    return site.path, site.line, site.column


def shows_diff_of(plan: Plan) -> dict[str, PlannedSite]:
    """Call site id to the site whose diff to show: calls edited together share one diff."""
    first: dict[tuple[str, str], PlannedSite] = {}
    return {
        site.id: first.setdefault((site.path, site.diff), site)
        for site in plan.call_sites
        if site.diff
    }


def findings_of(plan: Plan) -> dict[str, list[PlannedFinding]]:
    """Findings by id of the call site they belong to, errors first."""
    owned: dict[str, list[PlannedFinding]] = {}
    for finding in sorted(plan.findings, key=lambda finding: _ORDER[finding.severity]):
        if finding.call_site is not None:
            owned.setdefault(finding.call_site, []).append(finding)
    return owned


def reasons_for_staying(plan: Plan) -> list[tuple[str, int]]:
    """Why calls stay: each reason's title and how many calls it holds back, most first."""
    left = {site.id for site in plan.call_sites if site.status == "left"}
    held = {
        (finding.code, finding.call_site)
        for finding in plan.findings
        if finding.severity == "error" and finding.call_site in left
    }
    counts = Counter(code for code, _ in held)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [(code_info(code).title, number) for code, number in ordered]


def agent_names(plan: Plan) -> dict[str, str]:
    """Agent key to name."""
    return {agent.key: agent.name for agent in plan.agents}
