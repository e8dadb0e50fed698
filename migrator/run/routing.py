"""Routing: calls whose agent is only known at run time are edited to ask for it, and proved."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from migrator.find.source import UnwritableText, decode
from migrator.find.syntax import walk
from migrator.find.tree import SourceTree
from migrator.model.own_modules import FUNCTION, ROUTING, URL_FUNCTION
from migrator.model.sites import CallSite
from migrator.plan.decisions import Decision
from migrator.plan.routed import key_unknown, may_route, not_routed, not_worth_it, routed
from migrator.read.sites import Reading
from migrator.rewrite.formatting import BeforeAfter, keep_clean
from migrator.rewrite.proof import changed_call
from migrator.rewrite.residue import Edited
from migrator.rewrite.routing_module import module_text
from migrator.rewrite.routing_places import names_in, scope_of
from migrator.rewrite.routing_proof import RoutedPair, choice_in, unproved
from migrator.rewrite.routing_senders import (
    RoutedPlace,
    routed_places,
    sender_after,
    sending_call,
)
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
        if f"import {FUNCTION}" not in text:
            continue
        if site.path not in sources:
            sources[site.path] = Source(site.path, text.removeprefix("\ufeff"))
        if _sends_what_was_chosen(site, sources[site.path]):
            found.add(site.id)
    for site in reading.sites:
        path = sending_call(site).path
        text = reading.texts.get(path, "") if site.through else ""
        if f"import {FUNCTION}" not in text:
            continue
        if path not in sources:
            sources[path] = Source(path, text.removeprefix("\ufeff"))
        if _sender_asks(site, sources[path]):
            found.add(site.id)
    return frozenset(found)


def _sender_asks(site: CallSite, source: Source) -> bool:
    """Whether the shared code that sends a request asks with its URL."""
    call = source.expression(sending_call(site))
    if not isinstance(call, ast.Call):
        return False
    given = names_in(call)
    return any(
        choice.path in given and choice.body in given and choice.function.endswith("_url")
        for node in walk(scope_of(source, call))
        if (choice := choice_in(node)) is not None
    )


def _sends_what_was_chosen(site: CallSite, source: Source) -> bool:
    url, body = source.expression(site.url_span), source.expression(site.body_span)
    if url is None or not isinstance(body, ast.Name):
        return False
    for node in walk(scope_of(source, body)):
        choice = choice_in(node)
        if choice is None or choice.body != body.id:
            continue
        if choice.function.endswith(URL_FUNCTION.removeprefix(FUNCTION)):
            return isinstance(url, ast.Name) and url.id == choice.path
        if site.channel is not None and choice.channel == site.channel:
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
    why = not_worth_it(decision) or key_unknown(decision, project.settings)
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
        self._sources: dict[str, Source | None] = {}
        self._modules = OwnModules(self._tree, ROUTING, project.settings.routing_module)

    def edits(self, wanted: Sequence[Decision], reading: Reading) -> RoutedEdits:
        """The edits that could be made and proved. `reading` is of the tree before any edit."""
        if not wanted:
            return RoutedEdits(self._texts)
        now = self._crew.read_edited(self._written, reading) if self._written else reading
        ids = {decision.site.id for decision in wanted}
        sites = [site for site in now.sites if site.id in ids]
        failures = dict.fromkeys(ids - {s.id for s in sites}, "its place was not found")
        left: list[RoutedPlace] = []
        while sites:
            # What one call of shared code can't do, keeps all that it sends for as they are.
            left, refused = routed_places(sites, now.sites, self._project.pack, self._source)
            if not refused:
                break
            failures |= refused
            sites = [site for site in sites if site.id not in failures]
        refused = places_refused(self._modules, sorted({place.site.path for place in left}))
        here = {p.site.id: refused[p.site.path] for p in left if p.site.path in refused}
        texts: dict[str, str] = {}
        while left:
            if not here:
                texts, here = self._attempt(left, now)
            if not here:
                break
            for place in [place for place in left if place.site.id in here]:
                failures |= dict.fromkeys(place.members, here[place.site.id])
                left.remove(place)
            here = {}
        touched = {i: frozenset({place.site.path}) for place in left for i in place.members}
        modules = frozenset(self._modules.module_of(place.site.path) for place in left)
        edited = {**self._texts, **(texts if left else {})}
        return RoutedEdits(edited, touched, failures, modules)

    def _source(self, path: str) -> Source | None:
        if path not in self._sources:
            text = decode(path, self._tree.read(path)).text.removeprefix("\ufeff")
            try:
                self._sources[path] = Source(path, text)
            except (SyntaxError, ValueError, RecursionError):
                self._sources[path] = None
        return self._sources[path]

    def modules_there(self) -> list[str]:
        """The routing modules that the tree has already."""
        return self._modules.existing()

    def _attempt(
        self, places: Sequence[RoutedPlace], now: Reading
    ) -> tuple[dict[str, str], dict[str, str]]:
        """The texts with all of `places` routed, or why some of them can't be."""
        from migrator.rewrite.routing_edits import edit_to_route

        failures: dict[str, str] = {}
        files: list[BeforeAfter] = []
        for path, here in _by_path(places).items():
            text = decode(path, self._tree.read(path)).text
            wanted = self._modules.import_in(path)
            elsewhere = partial(self._uses.elsewhere, path)
            sites = [place.site for place in here]
            edited = edit_to_route(path, text, sites, self._project.pack, wanted, elsewhere)
            failures |= edited.refused
            files.append(BeforeAfter(path, text, edited.text))
        if failures:
            return {}, failures
        clean = keep_clean(files, self._project.root)
        texts = {file.path: text for file, text in zip(files, clean, strict=True)}
        try:
            written = {p: decode(p, self._tree.read(p)).encode(t) for p, t in texts.items()}
        except UnwritableText as problem:
            return {}, {place.site.id: str(problem) for place in places}
        module = module_text(self._project.pack).encode()
        modules = dict.fromkeys({self._modules.module_of(path) for path in texts}, module)
        after = self._crew.read_edited({**self._written, **written, **modules}, now)
        unproved = self._unproved(files, texts, places, now, after)
        return texts, self._told_apart(unproved, places, now)

    def _told_apart(
        self, failures: Mapping[str, str], places: Sequence[RoutedPlace], now: Reading
    ) -> dict[str, str]:
        """Of calls whose edits aren't proved together, those that fail alone; else all of them."""
        if len(places) == 1 or not failures:
            return dict(failures)
        alone: dict[str, str] = {}
        for here in _by_path([each for each in places if each.site.id in failures]).values():
            for place in here:
                if len(here) == 1:
                    alone[place.site.id] = failures[place.site.id]
                else:
                    alone |= self._attempt([place], now)[1]
        return alone or dict(failures)

    def _unproved(
        self,
        files: Sequence[BeforeAfter],
        texts: Mapping[str, str],
        places: Sequence[RoutedPlace],
        now: Reading,
        after: Reading,
    ) -> dict[str, str]:
        new = {site.id: site for site in after.sites}
        lasting = {ident for place in places if place.by_url for ident in place.members}
        members = {ident for place in places for ident in place.members}
        others = [site for site in now.sites if site.id not in members]
        asked = [place.site.id for place in places]
        changed = next((s for s in others if s.id not in new or changed_call(s, new[s.id])), None)
        if changed is None:
            kept = [site for site in now.sites if site.id in lasting]
            changed = next((s for s in kept if s.id not in new or changed_call(s, new[s.id])), None)
        edited_ones = sum(not place.by_url for place in places) + len(lasting)
        if changed is not None or len(others) + edited_ones != len(after.sites):
            told = "other calls would be found than before"
            if changed is not None:
                told = f"the call at {changed.path}:{changed.span.line} would change"
            return dict.fromkeys(asked, told)
        known = {site.id for site in others} | lasting
        edited = [site for site in after.sites if site.id not in known]
        failures: dict[str, str] = {}
        for file in files:
            here = sorted((p for p in places if p.site.path == file.path), key=_position)
            found = [site for site in edited if site.path == file.path]
            found = sorted(
                [*found, *senders_after(here, texts[file.path])],
                key=lambda site: (site.span.line, site.span.column),
            )
            same = len(here) == len(found) and all(
                place.is_shared or place.site.id == site.id
                for place, site in zip(here, found, strict=True)
            )
            if not same:
                failures |= {p.site.id: "its edit leads to other calls" for p in here}
                continue
            pairs = [
                RoutedPair(place.site, site, place.is_shared)
                for place, site in zip(here, found, strict=True)
            ]
            change = Edited(file.path, file.before, texts[file.path])
            wanted = self._modules.import_in(file.path)
            elsewhere = partial(self._uses.elsewhere, file.path)
            why = unproved(change, pairs, wanted, self._project.pack, elsewhere)
            if why is not None:
                failures |= {place.site.id: why for place in here}
        return failures


def senders_after(places: Sequence[RoutedPlace], text: str) -> list[CallSite]:
    """The sending calls of an edited text that ask with the URLs of their callers, in order."""
    by_url = [place for place in places if place.by_url]
    if not by_url:
        return []
    source = Source(by_url[0].site.path, text.removeprefix("\ufeff"))
    choices = [
        choice.statement
        for node in walk(source.tree)
        if (choice := choice_in(node)) is not None and choice.function.endswith("_url")
    ]
    found = [
        site
        for statement in sorted(choices, key=lambda each: each.lineno)
        if (site := sender_after(by_url[0].site, statement, source)) is not None
    ]
    placed = zip(by_url, found, strict=False)
    return [replace(site, id=place.site.id) for place, site in placed]


def _position(place: RoutedPlace) -> tuple[int, int]:
    return place.site.span.line, place.site.span.column


def _by_path(places: Sequence[RoutedPlace]) -> dict[str, list[RoutedPlace]]:
    found: dict[str, list[RoutedPlace]] = {}
    for place in places:
        found.setdefault(place.site.path, []).append(place)
    return found
