"""Calls that share their URL or their body with others: they go together or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from migrator.model.sites import CallSite
from migrator.model.values import Span
from migrator.rewrite.edits import SiteEdit


@dataclass(frozen=True, slots=True)
class _Use:
    """A call that an expression serves. `needs` is what has to stand there, None when it stays."""

    site: CallSite
    needs: tuple[object, ...] | None


def parted(edits: Sequence[SiteEdit], sites: Sequence[CallSite]) -> dict[str, str]:
    """Why edits can't be made by site: what they would change also serves another call.

    `sites` are all calls of the tree; those without an edit stay as they are.
    """
    failures: dict[str, str] = {}
    for what, uses in (("URL", _urls(edits, sites)), ("body", _bodies(edits, sites))):
        for span, served in uses.items():
            for use in served:
                other = next((o for o in served if o.needs != use.needs), None)
                if use.needs is not None and other is not None:
                    failures.setdefault(use.site.id, _told(what, span, other))
    return failures


def _told(what: str, span: Span, other: _Use) -> str:
    stays = other.needs is None
    needs = "which stays" if stays else "which needs another agent"
    if what == "body" and not stays:
        needs = "which needs another body"
    place = f"{other.site.path}:{other.site.span.line}"
    return f"the {what} at {span.path}:{span.line} also serves the call at {place}, {needs}"


def _urls(edits: Sequence[SiteEdit], sites: Sequence[CallSite]) -> dict[Span, list[_Use]]:
    found: defaultdict[Span, list[_Use]] = defaultdict(list)
    for edit in edits:
        if edit.url is not None:
            found[edit.url].append(_Use(edit.site, (edit.pick, edit.site.endpoint)))
    for site in _staying(edits, sites):
        if site.url_span is not None:
            found[site.url_span].append(_Use(site, None))
    return found


def _bodies(edits: Sequence[SiteEdit], sites: Sequence[CallSite]) -> dict[Span, list[_Use]]:
    found: defaultdict[Span, list[_Use]] = defaultdict(list)
    for edit in edits:
        if edit.body is not None:
            found[edit.body].append(_Use(edit.site, body_group(edit)))
    for site in _staying(edits, sites):
        if site.body_span is not None:
            found[site.body_span].append(_Use(site, None))
    return found


def _staying(edits: Sequence[SiteEdit], sites: Sequence[CallSite]) -> list[CallSite]:
    edited = {edit.site.id for edit in edits}
    return [site for site in sites if site.id not in edited]


def common_reduction(edits: Sequence[SiteEdit]) -> SiteEdit | None:
    """An edit whose reduction is right for the body of each of them, None where they disagree."""
    members, channels = {_members(edit) for edit in edits}, {edit.site.channel for edit in edits}
    kept = frozenset().union(*(edit.keep for edit in edits))
    if len(members) > 1 or len(channels) > 1 or any(kept & edit.drop - edit.keep for edit in edits):
        return None
    return replace(edits[0], keep=kept, drop=frozenset().union(*(edit.drop for edit in edits)))


def body_group(edit: SiteEdit) -> tuple[object, ...]:
    """What makes the reduction of a body: edits that agree in it can share an expression."""
    return edit.keep, edit.drop, _members(edit), edit.site.channel


def _members(edit: SiteEdit) -> tuple[object, ...]:
    return tuple(sorted((k, tuple(sorted(v))) for k, v in edit.drop_members.items()))
