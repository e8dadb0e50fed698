"""The HTML report: one file that asks nothing of the network, with a policy that forbids it to."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup

from migrator.model.lock import Lock
from migrator.model.pack import FieldRule, RulePack
from migrator.model.plan import Plan, PlannedAgent, PlannedFinding, PlannedSite
from migrator.report.consolidation import nearly_equal, totals
from migrator.report.doc_links import doc_url
from migrator.report.side_by_side import Row, side_by_side
from migrator.report.summary import (
    by_folder,
    findings_of,
    needing_a_person,
    reasons_for_staying,
    shows_diff_of,
    worth_knowing,
)
from migrator.report.values_shown import (
    field_setting,
    json_block,
    json_line,
    kind_shown,
    settings,
)
from migrator.report.visible import visible, visible_line, visible_path
from migrator.report.wording import STATUSES, Status, counted, headline, sends, status_word

_TEMPLATES = ("report.html.j2", "site.html.j2", "agent.html.j2", "report.css", "report.js")

_MOST_UNFOLDED = 60


@dataclass(frozen=True, slots=True)
class _Bar:
    """One stretch of the progress bar, in percent of the whole."""

    status: Status
    count: int
    start: float
    width: float


class _Report:
    """What the templates ask about a plan."""

    def __init__(self, plan: Plan, pack: RulePack, lock: Lock | None, *, applied: bool) -> None:
        self.plan, self.pack, self.applied = plan, pack, applied
        self.ids = lock.agent_ids(plan.environment) if lock else {}
        self.headline = headline(plan, applied=applied)
        self.reasons = reasons_for_staying(plan)
        self.totals = totals(plan, pack)
        self.near = nearly_equal(plan)
        self.needing = needing_a_person(plan)
        self.knowing = worth_knowing(plan)
        self.folders = by_folder(plan)
        self.opens_folders = len(plan.call_sites) <= _MOST_UNFOLDED
        self._findings = findings_of(plan)
        self._diffs = shows_diff_of(plan)
        self._sites = {site.id: site for site in plan.call_sites}
        self._anchors = {site.id: f"call-{n}" for n, site in enumerate(plan.call_sites, 1)}
        self._agents = {agent.key: f"agent-{n}" for n, agent in enumerate(plan.agents, 1)}

    @property
    def bars(self) -> list[_Bar]:
        bars, start = [], 0.0
        for status in STATUSES:
            count: int = getattr(self.plan.summary, status)
            width = 100 * count / max(self.plan.summary.sites, 1)
            if count:
                bars.append(_Bar(status, count, round(start, 3), round(width, 3)))
            start += width
        return bars

    def word(self, status: Status, number: int = 1) -> str:
        return status_word(status, number=number, applied=self.applied)

    def findings(self, site: PlannedSite) -> list[PlannedFinding]:
        return self._findings.get(site.id, [])

    def site(self, site_id: str) -> PlannedSite | None:
        return self._sites.get(site_id)

    def anchor(self, site_id: str | None) -> str:
        return self._anchors.get(site_id or "", "")

    def agent(self, key: str) -> PlannedAgent | None:
        return next((agent for agent in self.plan.agents if agent.key == key), None)

    def agent_anchor(self, key: str) -> str:
        return self._agents.get(key, "")

    def sends(self, site: PlannedSite) -> str:
        return sends(site, self.pack)

    def diff_shown_at(self, site: PlannedSite) -> PlannedSite:
        return self._diffs.get(site.id, site)

    def rows(self, site: PlannedSite) -> list[Row]:
        return side_by_side(visible(site.before), visible(site.after))

    def uses(self, rule: FieldRule) -> int:
        return sum(
            any(field.name == rule.source for field in site.fields) for site in self.plan.call_sites
        )


def render_html(plan: Plan, pack: RulePack, lock: Lock | None = None, *, applied: bool) -> str:
    """The report as one HTML file."""
    style, script = _part("report.css"), _part("report.js")
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=_Report(plan, pack, lock, applied=applied),
            style=Markup(style),  # noqa: S704 - ours, not the plan's
            script=Markup(script),  # noqa: S704
            style_hash=_policy_hash(style),
            script_hash=_policy_hash(script),
        )
    )


@cache
def _part(name: str) -> str:
    return (files("migrator.report") / "templates" / name).read_text(encoding="utf-8")


def _policy_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _breakable(path: str) -> Markup:
    # A narrow column breaks a dotted path after a dot, not inside a name.
    return Markup(".<wbr>").join(visible_line(path).split("."))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=DictLoader({name: _part(name) for name in _TEMPLATES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        breakable=_breakable,
        line=visible_line,
        text=visible,
        path=visible_path,
        json=json_block,
        json_line=json_line,
        doc_url=doc_url,
    )
    environment.globals.update(
        counted=counted, settings=settings, field_setting=field_setting, kind_shown=kind_shown
    )
    return environment
