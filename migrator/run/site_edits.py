"""What the editor is asked for: for each call to rewrite, its agents and how the code picks one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from migrator.model.selection import questions
from migrator.model.sites import CallSite
from migrator.plan.grouping import AgentGroup
from migrator.rewrite.agent_check import Bound
from migrator.rewrite.edits import AgentReference, Refusal, SiteEdit
from migrator.rewrite.modules import Modules
from migrator.rewrite.picks import Picking
from migrator.rewrite.producers import producers


@dataclass(frozen=True, slots=True)
class SiteEdits:
    """Edits, and by site id the agents that each is to use, or why there can be no edit."""

    edits: list[SiteEdit] = field(default_factory=list)
    bound: dict[str, tuple[Bound, ...]] = field(default_factory=dict)
    refused: dict[str, str] = field(default_factory=dict)


def site_edits(
    groups: Sequence[AgentGroup],
    references: Mapping[str, AgentReference],
    modules: Modules,
    is_free: Callable[[str, str], bool],
    placed: Callable[[AgentReference, str], AgentReference],
) -> SiteEdits:
    """The edits that `groups` need. `references` are by agent key.

    `is_free` tells whether the file at a path lacks a name, `placed` how the file at a path writes
    a reference. Raises InputError for a module of ids that can't be read.
    """
    asked = SiteEdits()
    decisions = {each.site.id: each for group in groups for each in group.decisions}
    agents: dict[str, dict[int, AgentGroup]] = {}
    for group in groups:
        for use in group.uses:
            agents.setdefault(use.decision.site.id, {})[use.number] = group
    picking = Picking(is_free)
    for ident, decision in decisions.items():
        site = decision.site
        path = url_path(site)
        numbered = {n: placed(references[g.definition.key], path) for n, g in agents[ident].items()}
        try:
            pick = picking.pick(decision.selection, numbered, path)
        except Refusal as refusal:
            asked.refused[ident] = str(refusal)
            continue
        own = () if site.is_own_body else producers(modules, site.body_span)
        members = decision.drop_members or {}
        spans = {q.span for q in questions(decision.selection) if q.span is not None}
        asked_at = tuple(sorted(spans))
        edit = SiteEdit(site, pick, decision.keep, decision.drop, members, own, asked_at)
        asked.edits.append(edit)
        bound = {numbered[n]: group.definition for n, group in agents[ident].items()}
        asked.bound[ident] = tuple(Bound(reference, each) for reference, each in bound.items())
    return asked


def url_path(site: CallSite) -> str:
    """The file in which a call's URL is written."""
    return (site.url_span or site.span).path
