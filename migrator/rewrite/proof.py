"""Proof: the edited source, read again from scratch, opens the same sessions as before.

Shares no state with the editor. Each new call is resolved to its agent; agent, channel and session
parts are merged and compared, field by field, with what the old call sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from migrator.model.sites import CallSite, SiteKind
from migrator.model.values import (
    Array,
    Case,
    Condition,
    Entry,
    FromEnv,
    Known,
    OneOf,
    Record,
    Span,
    Text,
    Value,
)
from migrator.plan.flatten import SentField, flatten
from migrator.read.clusters import Memory
from migrator.read.locating import Locator
from migrator.read.sites import read_sites
from migrator.rewrite.agent_check import AgentCheck, Bound
from migrator.rewrite.blame import Pair, concerned, paths_of
from migrator.rewrite.conditions import normal_text
from migrator.rewrite.effects import Elsewhere
from migrator.rewrite.imported_code import ImportedCode
from migrator.rewrite.masking import request_in
from migrator.rewrite.picks import Constant
from migrator.rewrite.residue import Change, Edited, TreeUses, unexplained_change
from migrator.rewrite.sharing import SharedError, Sharing
from migrator.rewrite.unexplained import Unexplained
from migrator.rewrite.watching import opaque_pairs, watched, watched_keys, watched_texts

if TYPE_CHECKING:
    from migrator.find.tree import SourceTree
    from migrator.model.pack import RulePack
    from migrator.model.settings import Settings


@dataclass(frozen=True, slots=True)
class Promise:
    """What an edited call is to be: this site, through one of these agents.

    `constants` are what the new code may define for them, `paths` the files that its edit changes.
    """

    site: CallSite
    agents: tuple[Bound, ...]
    constants: tuple[Constant, ...]
    paths: frozenset[str]


class Prover:
    """Proves edited files of one tree; what has nothing to do with them is in `memory`."""

    def __init__(
        self, pack: RulePack, settings: Settings, hosts: Sequence[str], memory: Memory
    ) -> None:
        self._pack, self._settings, self._hosts = pack, settings, hosts
        self._memory = memory
        self._agents = AgentCheck(pack, settings)
        self._compared: dict[str, tuple[object, Unexplained | None]] = {}
        self._code: ImportedCode | None = None

    def failures(
        self,
        before: SourceTree,
        after: SourceTree,
        files: Sequence[Edited],
        sites: Sequence[CallSite],
        promises: Sequence[Promise],
        uses: TreeUses,
        own: Collection[str] | None = None,
    ) -> dict[str, str]:
        """For each site whose edit is not proved, why. `after` is the tree `before` as edited.

        `sites` are all calls of the tree before the edits. Only the files at `own` are looked at,
        if there are others who look at the rest.
        """
        paths = {site.path for site in sites} | {file.path for file in files}
        if own is not None:
            paths &= frozenset(own)
        through = {span.path for s in sites if s.path in paths for span in s.through}
        closed = self._settings.closed_world
        reading = read_sites(
            after,
            self._pack,
            self._hosts,
            paths | through | self._memory.paths,
            closed_world=closed,
            senders=self._settings.senders,
            memory=self._memory,
            listing=False,
        )
        by_id = {promise.site.id: promise for promise in promises}
        failures: dict[str, str] = {}
        pairs: list[Pair] = []
        for path in sorted(paths):
            then = [site for site in sites if site.path == path]
            now = [site for site in reading.sites if site.path == path]
            if len(then) != len(now):
                why = f"{len(then)} calls were in {path}, {len(now)} are found after the edit"
                failures |= _blamed({path}, promises, why)
            else:
                pairs += map(Pair, then, now)
        for pair in pairs:
            failures |= self._call_failure(pair, by_id.get(pair.old.id), promises)
        edited = [pair for pair in pairs if pair.old.id in by_id]
        sharing = Sharing(before, after, [promise.site for promise in promises], uses.files)
        calls = _calls_of(sites)
        for pair in edited:
            strange = sharing.strange_call(pair.old, calls)
            if strange is not None:
                failures.setdefault(pair.old.id, strange)
        imported = self._imported_code(before)
        here: defaultdict[str, list[Pair]] = defaultdict(list)
        for pair in edited:
            for path in pair.paths:
                here[path].append(pair)
        failing = {path for p in promises if p.site.id in failures for path in p.paths}
        for file in files:
            if file.path in failing or file.path not in paths:
                continue
            elsewhere = imported.named_in(file.path)
            residue = self._residue(file, here[file.path], by_id, sharing, uses, elsewhere)
            if residue is not None:
                blamed = concerned(residue, file, here[file.path])
                near = [by_id[ident] for ident in blamed] or promises
                failures = _blamed({file.path}, near, residue.why) | failures
        return failures

    def _call_failure(
        self, pair: Pair, promise: Promise | None, promises: Sequence[Promise]
    ) -> dict[str, str]:
        if promise is not None:
            problem = self._difference(pair.old, pair.new, promise)
            return {} if problem is None else {pair.old.id: problem}
        problem = changed_call(pair.old, pair.new)
        if problem is None:
            return {}
        why = f"the call at {pair.old.path}:{pair.old.span.line} would change: {problem}"
        return _blamed(paths_of(pair.old), promises, why)

    def _imported_code(self, before: SourceTree) -> ImportedCode:
        if self._code is None or self._code.tree is not before:
            self._code = ImportedCode(before, Locator(before))
            self._compared.clear()
        return self._code

    def _residue(
        self,
        file: Edited,
        here: Sequence[Pair],
        promises: Mapping[str, Promise],
        sharing: Sharing,
        uses: TreeUses,
        elsewhere: Elsewhere,
    ) -> Unexplained | None:
        references = {
            constant.name: constant
            for pair in here
            if pair.new.url_span is not None and pair.new.url_span.path == file.path
            for constant in promises[pair.old.id].constants
        }
        own = [
            (request_in(pair.old, file.path, *own), request_in(pair.new, file.path, *own))
            for pair in here
            for own in [(watched_keys(pair.old, self._pack), watched_texts(pair.old, self._pack))]
        ]
        try:
            returned = sharing.returned(file, own)
        except SharedError as problem:
            return Unexplained(str(problem))
        opaque = opaque_pairs([(pair.old, pair.new) for pair in here], self._pack, file.path)
        change = Change(
            file.path,
            file.before,
            file.after,
            [old for old, _ in (*own, *returned)],
            [new for _, new in (*own, *returned)],
            list(references.values()),
            watched([pair.old for pair in here], self._pack),
            opaque,
            elsewhere,
        )
        # Expressions are equal wherever they stand: here their places count.
        asked = change, [(one.span, other.span) for one, other in opaque], uses
        known = self._compared.get(file.path)
        if known is None or known[0] != asked:
            found = unexplained_change(
                change, partial(uses.elsewhere, file.path), partial(uses.imported_from, file.path)
            )
            known = self._compared[file.path] = asked, found
        return known[1]

    def _difference(self, old: CallSite, new: CallSite, promise: Promise) -> str | None:
        if new.kind is not SiteKind.THROUGH_AGENT:
            return "the new call is not seen to open a session through an agent"
        if new.problems:
            return new.problems[0].message
        if _ordered(new.base_url) != _ordered(old.base_url):
            return "the new call goes to another base URL"
        if _ordered(new.api_key) != _ordered(old.api_key) or new.client != old.client:
            return "the new call is sent with another key or client"
        if new.encoding != old.encoding or new.function != old.function:
            return "the new call is sent from another place or in another encoding"
        if [span.path for span in new.through] != [span.path for span in old.through]:
            return "the new call is sent through other code"
        return self._body_difference(old, new, promise)

    def _body_difference(self, old: CallSite, new: CallSite, promise: Promise) -> str | None:
        if not isinstance(new.body, Record):
            return "the new body can't be read"
        channel_key = self._pack.target.channel_type
        channel = new.body.get(channel_key)
        if channel is None or channel.when or channel.value != Known(old.channel):
            return f"the new body doesn't say {channel_key} {old.channel!r}"
        rest = Record(
            tuple(entry for entry in new.body.entries if entry.key != channel_key), new.body.rest
        )
        sent, before = flatten(rest, self._pack), flatten(old.body, self._pack)
        obscure = (*sent.obscure, *before.obscure)
        if obscure:
            return obscure[0]
        for field in sent.fields:
            if field.rule.scope != "session":
                return f"the new body still sends {field.rule.source}"
        for rule in before.rules(self._pack):
            if rule.scope == "session" and not _same_field(
                before.get(rule.source), sent.get(rule.source)
            ):
                return f"{rule.source} would not be what it was"
        return self._agents.difference(before, old, new, promise.agents)


def _calls_of(sites: Sequence[CallSite]) -> dict[str, set[Span]]:
    """Every call that a request goes through, by path."""
    found: dict[str, set[Span]] = {}
    for site in sites:
        for span in (site.span, *site.through):
            found.setdefault(span.path, set()).add(span)
    return found


def _blamed(paths: set[str], promises: Sequence[Promise], why: str) -> dict[str, str]:
    """The promises that changed one of these files; when none did, any may be the cause."""
    near = [promise for promise in promises if promise.paths & paths]
    return {promise.site.id: why for promise in near or promises}


def _same_field(one: SentField | None, other: SentField | None) -> bool:
    if one is None or other is None:
        return one is other
    same_time = _conditions(one.when) == _conditions(other.when)
    return same_time and _ordered(one.value) == _ordered(other.value)


def _conditions(when: tuple[Condition, ...]) -> tuple[Condition, ...]:
    return tuple(Condition(normal_text(condition.text)) for condition in when)


def _ordered(value: Value) -> Value:
    match value:
        case Record(entries=entries, rest=rest):
            inner = [Entry(e.key, _ordered(e.value), _conditions(e.when)) for e in entries]
            return Record(tuple(sorted(inner, key=lambda entry: entry.key)), rest)
        case Array(items=items):
            return Array(tuple(_ordered(item) for item in items))
        case OneOf(cases=cases):
            return OneOf(tuple(Case(_conditions((c.when,))[0], _ordered(c.value)) for c in cases))
        case Text(parts=(FromEnv(cast="str") as only,)):
            return only
    return value


def changed_call(old: CallSite, new: CallSite) -> str | None:
    """What of a call that isn't edited differs, None when nothing does."""
    for name in ("kind", "endpoint", "channel", "client", "function", "encoding"):
        if getattr(old, name) != getattr(new, name):
            return f"its {name} would differ"
    for what, one, other in (
        ("URL", old.url, new.url),
        ("body", old.body, new.body),
        ("API key", old.api_key, new.api_key),
    ):
        if _ordered(one) != _ordered(other):
            return f"its {what} would differ"
    return None
