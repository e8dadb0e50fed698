"""Routing: calls whose agent is only known at run time are edited to ask for it, and proved."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from migrator.find.source import UnwritableText, decode
from migrator.find.syntax import walk
from migrator.find.tree import SourceTree
from migrator.model.own_modules import FUNCTION, ROUTING
from migrator.model.sites import CallSite
from migrator.plan.decisions import Decision
from migrator.plan.routed import may_route, not_routed, not_worth_it, routed
from migrator.read.sites import Reading
from migrator.rewrite.formatting import BeforeAfter, keep_clean
from migrator.rewrite.proof import changed_call
from migrator.rewrite.residue import Edited
from migrator.rewrite.routing_module import module_text
from migrator.rewrite.routing_places import names_in, scope_of
from migrator.rewrite.routing_proof import RoutedPair, choice_in, unproved
from migrator.rewrite.source import Source
from migrator.run.crew import Crew
from migrator.run.name_uses import NameUses
from migrator.run.own_modules import OwnModules, places_refused
from migrator.run.project import Project


@dataclass(frozen=True, slots=True)
class RoutedEdits:
    """New texts by path, those of earlier edits among them, and why other calls stay, by site id.

    `touched` are the files that each routed call's edit changes, `modules` the paths of the
    routing modules that they import.
    """

    texts: Mapping[str, str]
    touched: Mapping[str, frozenset[str]] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)
    modules: frozenset[str] = frozenset()


def routed_already(reading: Reading) -> frozenset[str]:
    """Ids of the calls that choose their agent at run time already."""
    sources: dict[str, Source] = {}
    found = set()
    for site in reading.sites:
        text = reading.texts.get(site.path, "")
        if f"import {FUNCTION}" not in text or not site.channel:
            continue
        if site.path not in sources:
            sources[site.path] = Source(site.path, text.removeprefix("\ufeff"))
        if _sends_what_was_chosen(site, sources[site.path]):
            found.add(site.id)
    return frozenset(found)


def _sends_what_was_chosen(site: CallSite, source: Source) -> bool:
    url, body = source.expression(site.url_span), source.expression(site.body_span)
    if url is None or not isinstance(body, ast.Name):
        return False
    for node in walk(scope_of(source, body)):
        choice = choice_in(node)
        if choice is not None and (choice.body, choice.channel) == (body.id, site.channel):
            return choice.path in names_in(url)
    return False


def asked_to_route(
    decisions: Sequence[Decision], project: Project, already: frozenset[str]
) -> list[Decision]:
    """The decisions, with those that are to choose their agent at run time, or already do."""
    return [_asked(decision, project, decision.site.id in already) for decision in decisions]


def _asked(decision: Decision, project: Project, is_routed: bool) -> Decision:
    if is_routed:
        return routed(decision)
    wanted = project.settings.dynamic == "route" or decision.site.id in project.wishes.routed
    if not wanted or not may_route(decision):
        return decision
    why = not_worth_it(decision)
    return routed(decision) if why is None else not_routed(decision, why)


class Router:
    """Edits calls of one tree to choose their agent; `texts` are the files as edited before.

    `crew` has read the tree.
    """

    def __init__(
        self, project: Project, tree: SourceTree, crew: Crew, texts: Mapping[str, str]
    ) -> None:
        self._project, self._crew, self._texts = project, crew, texts
        self._written = {p: decode(p, tree.read(p)).encode(text) for p, text in texts.items()}
        self._tree = tree.with_files(self._written) if self._written else tree
        self._uses = NameUses(self._tree)
        self._modules = OwnModules(self._tree, ROUTING, project.settings.routing_module)

    def edits(self, wanted: Sequence[Decision], reading: Reading) -> RoutedEdits:
        """The edits that could be made and proved. `reading` is of the tree before any edit."""
        if not wanted:
            return RoutedEdits(self._texts)
        now = self._crew.read_edited(self._written, reading) if self._written else reading
        ids = {decision.site.id for decision in wanted}
        sites = [site for site in now.sites if site.id in ids]
        failures = dict.fromkeys(ids - {s.id for s in sites}, "its place was not found")
        refused = places_refused(self._modules, sorted({site.path for site in sites}))
        failures |= {site.id: refused[site.path] for site in sites if site.path in refused}
        texts: dict[str, str] = {}
        left = [site for site in sites if site.id not in failures]
        while left:
            texts, new = self._attempt(left, now)
            if not new:
                break
            failures |= new
            left = [site for site in left if site.id not in failures]
        touched = {site.id: frozenset({site.path}) for site in left}
        modules = frozenset(self._modules.module_of(site.path) for site in left)
        edited = {**self._texts, **(texts if left else {})}
        return RoutedEdits(edited, touched, failures, modules)

    def modules_there(self) -> list[str]:
        """The routing modules that the tree has already."""
        return self._modules.existing()

    def _attempt(
        self, sites: Sequence[CallSite], now: Reading
    ) -> tuple[dict[str, str], dict[str, str]]:
        """The texts with all of `sites` routed, or why some of them can't be."""
        from migrator.rewrite.routing_edits import edit_to_route

        failures: dict[str, str] = {}
        files: list[BeforeAfter] = []
        for path, here in _by_path(sites).items():
            text = decode(path, self._tree.read(path)).text
            wanted = self._modules.import_in(path)
            elsewhere = partial(self._uses.elsewhere, path)
            edited = edit_to_route(path, text, here, self._project.pack, wanted, elsewhere)
            failures |= edited.refused
            files.append(BeforeAfter(path, text, edited.text))
        if failures:
            return {}, failures
        clean = keep_clean(files, self._project.root)
        texts = {file.path: text for file, text in zip(files, clean, strict=True)}
        try:
            written = {p: decode(p, self._tree.read(p)).encode(t) for p, t in texts.items()}
        except UnwritableText as problem:
            return {}, {site.id: str(problem) for site in sites}
        module = module_text(self._project.pack).encode()
        modules = dict.fromkeys({self._modules.module_of(path) for path in texts}, module)
        after = self._crew.read_edited({**self._written, **written, **modules}, now)
        unproved = self._unproved(files, texts, sites, now, after)
        return texts, self._told_apart(unproved, sites, now)

    def _told_apart(
        self, failures: Mapping[str, str], sites: Sequence[CallSite], now: Reading
    ) -> dict[str, str]:
        """Of calls whose edits aren't proved together, those that fail alone; else all of them."""
        if len(sites) == 1 or not failures:
            return dict(failures)
        alone: dict[str, str] = {}
        for here in _by_path([site for site in sites if site.id in failures]).values():
            for site in here:
                if len(here) == 1:
                    alone[site.id] = failures[site.id]
                else:
                    alone |= self._attempt([site], now)[1]
        return alone or dict(failures)

    def _unproved(
        self,
        files: Sequence[BeforeAfter],
        texts: Mapping[str, str],
        sites: Sequence[CallSite],
        now: Reading,
        after: Reading,
    ) -> dict[str, str]:
        new = {site.id: site for site in after.sites}
        asked = {site.id for site in sites}
        others = [site for site in now.sites if site.id not in asked]
        changed = next((s for s in others if s.id not in new or changed_call(s, new[s.id])), None)
        if changed is not None or len(now.sites) != len(after.sites):
            told = "other calls would be found than before"
            if changed is not None:
                told = f"the call at {changed.path}:{changed.span.line} would change"
            return dict.fromkeys(asked, told)
        failures: dict[str, str] = {}
        for file in files:
            here = [site for site in sites if site.path == file.path]
            edited = Edited(file.path, file.before, texts[file.path])
            pairs = [RoutedPair(site, new[site.id]) for site in here]
            wanted = self._modules.import_in(file.path)
            elsewhere = partial(self._uses.elsewhere, file.path)
            why = unproved(edited, pairs, wanted, self._project.pack, elsewhere)
            if why is not None:
                failures |= {site.id: why for site in here}
        return failures


def _by_path(sites: Sequence[CallSite]) -> dict[str, list[CallSite]]:
    found: dict[str, list[CallSite]] = {}
    for site in sites:
        found.setdefault(site.path, []).append(site)
    return found
