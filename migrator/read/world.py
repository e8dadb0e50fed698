"""The closed world: which functions are called only from places that were read.

A function is closed when every mention of its name in the tree is a definition, an import, an
annotation or a call that was followed. Only functions that requests depend on are looked at, so
that the cost follows the requests, not the tree.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from migrator.read.abstract import ClassRef
from migrator.read.callers import UNREAD, Known, agreement, settled
from migrator.read.deciding import addressing_names, configuring_names, names_told
from migrator.read.few import together
from migrator.read.kinds import kind_of
from migrator.read.naming import Named, named, stands_aside
from migrator.read.parameters import parameter_names
from migrator.read.reader import Reader
from migrator.read.reasons import key
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from migrator.read.abstract import FunctionNode
    from migrator.read.callers import Entry
    from migrator.read.module import ModuleSource
    from migrator.read.program import Program
    from migrator.read.sent import Sent


class Others(Protocol):
    """What is known of the code that other readers of the tree read."""

    def reads(self, path: str) -> bool:
        """Whether every function of a file is read."""

    def passes_over(self, path: str, call: ast.Call) -> bool:
        """Whether a call stands in a function that isn't read, as nothing was to be seen by that."""

    def follows(self, path: str, call: ast.Call) -> bool:
        """Whether a call in such a file was come upon."""

    def is_lost(self, path: str, call: ast.Call) -> bool:
        """Whether a call in such a file may go to code that isn't known."""


FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
# In place of a name: what callers give with one another.
_TOGETHER = "*"
_MAX_ROUNDS = 6
_MAX_NEWS = 24


@dataclass(frozen=True, slots=True)
class Learnt:
    """Whether there is any news of callers, and whether what was read before is stale by it."""

    news: bool
    stale: bool


class ClosedWorld:
    """What is known of the callers of the functions that requests depend on.

    The program reads the files at `paths`. `told` are the functions that were closed when `tell`
    was called last, for those who read other files: what they learn doesn't depend on who is first.
    """

    def __init__(self, program: Program, paths: Collection[str]) -> None:
        self._program = program
        self._paths = frozenset(paths)
        self._named: dict[FunctionNode, Named | str] = {}
        self._names: set[str] = set()
        self._configuring: set[str] = set()
        self._rounds = 0
        self._news = 0
        self._rejected: set[tuple[FunctionNode, str]] = set()
        self._reasons: dict[FunctionNode, str] = {}
        self._demanded = 0
        self.closed: frozenset[FunctionNode] = frozenset()
        self.told: frozenset[FunctionNode] = frozenset()
        self.known: dict[FunctionNode, Known] = {}
        self.further: set[str] = set()

    def tell(self) -> None:
        """Let others know what is closed."""
        self.told = self.closed

    def learn(self, requests: Sequence[Sent], others: Others) -> Learnt:
        """Work out what callers give to `requests`.

        `others` are those who read other files. Files that nobody reads and that have to be known
        first are added to `further`; nothing is learnt before they are read.
        """
        calls = self._program.calls
        handed = {f for call in calls.handed for f in self._around(call)}
        self._may_be_given_the_sender(handed)
        wanted = {f for sent in requests for f in self._deciding(sent)} | handed
        further = set(self.further)
        pending = wanted | calls.demanded
        while True:
            for function in pending - self._named.keys():
                self._named[function] = named(self._program, function)
            calls.demanded |= pending
            closed = frozenset(self._closed(others))
            pending = {root for f in closed for root in self._unsettled(f, closed)}
            if pending <= self._named.keys():
                break
        if self.further != further:
            return Learnt(news=True, stale=False)
        return self._settle(closed)

    def _settle(self, closed: frozenset[FunctionNode]) -> Learnt:
        calls = self._program.calls
        before = self.known, self.closed
        self.closed = closed
        self.known = {f: self._agreed(f) for f in calls.demanded}
        unread = len(calls.demanded) > self._demanded and any(map(self._has_unread, closed))
        self._demanded = len(calls.demanded)
        news = (self.known, self.closed) != before
        stale = unread or self._gives_other(before[0])
        self._rounds += stale
        if self._rounds > _MAX_ROUNDS:
            self.known = {f: Known(open="it is not clear what it is given") for f in self.known}
            self.closed = frozenset()
            stale = stale and self._rounds <= _MAX_ROUNDS + 1
            news = news and stale
        self._news = self._news + 1 if news else 0
        self._program.known, self._program.closed = self.known, self.closed
        return Learnt(news and self._news <= _MAX_NEWS, stale)

    def _gives_other(self, before: Mapping[FunctionNode, Known]) -> bool:
        """Whether some parameter stands for something else than `before`."""
        return any(not known.gives(before.get(f, Known())) for f, known in self.known.items())

    def reasons(self) -> dict[str, str]:
        """Why the parameters of functions aren't known, by key."""
        return {
            key(function, name): known.why.get(name) or known.open
            for function, known in self.known.items()
            for name in parameter_names(function.args)
        }

    def forget_mentions(self) -> None:
        """Look again where the tree mentions functions: it is another tree."""
        self._named.clear()

    def _deciding(self, sent: Sent) -> Iterator[FunctionNode]:
        """Functions whose parameters decide what a request of a session is."""
        if kind_of(self._program, sent) is None:
            return
        configuring = set(configuring_names(sent, self._program.pack))
        names = configuring | set(addressing_names(sent))
        trails = (sent.url_trail, sent.body_trail)
        if not names and not any(trail and trail.open for trail in trails):
            return
        self._names |= names
        self._configuring |= configuring
        found = list(self._around((*sent.chain, sent.node)[0]))
        if sent.library == "unknown":
            self._may_be_given_the_sender(found)
        yield from found

    def _may_be_given_the_sender(self, functions: Iterable[FunctionNode]) -> None:
        self._names |= {name for f in functions for name in parameter_names(f.args)}

    def _around(self, call: ast.Call) -> Iterator[FunctionNode]:
        """The functions around a call, and what made the objects that they belong to."""
        module = self._program.module_of(call)
        if module is None:
            return
        for function in module.enclosing(call):
            if isinstance(function, FUNCTIONS):
                yield from behind(self._program, module, function)

    def _closed(self, others: Others) -> set[FunctionNode]:
        closed = {f for f, found in self._named.items() if isinstance(found, Named)}
        self._reasons = {f: found for f, found in self._named.items() if isinstance(found, str)}
        while True:
            open_ = {f: why for f in closed if (why := self._escape(f, closed, others)) is not None}
            if not open_:
                return closed
            closed -= open_.keys()
            self._reasons.update(open_)

    def _escape(
        self, function: FunctionNode, closed: set[FunctionNode], others: Others
    ) -> str | None:
        """Why calls of a function may be unknown, when those in `closed` are read from callers."""
        found = self._named[function]
        assert isinstance(found, Named)
        entries = self._program.calls.entries
        home = self._program.calls.homes[function].path
        calls = [call for call in found.calls if not stands_aside(found.path(call), home)]
        for call in calls:
            if self._is_lost(call, found, closed, others):
                return f"which may be what is called at {found.place(call)}"
        unread = {path for path in found.paths - self._program.roots if not others.reads(path)}
        unread |= {found.path(call) for call in calls if others.passes_over(found.path(call), call)}
        if unread:
            # Read them, to see: nothing else stands against it.
            self.further |= unread
            return "which is mentioned in files that were not read"
        for call in calls:
            if call not in entries and not others.follows(found.path(call), call):
                return f"which is called at {found.place(call)} in code that was not followed"
        called = self._program.calls.entering.get(function)
        return None if called else "which nothing in the tree calls"

    def _is_lost(
        self, call: ast.Call, found: Named, closed: set[FunctionNode], others: Others
    ) -> bool:
        """Whether a call may be one of a function that it isn't known to be."""
        path = found.path(call)
        if path not in self._paths and others.is_lost(path, call):
            return True
        return any(
            entry.target is None and not entry.elsewhere and entry.root not in closed
            for entry in self._program.calls.entries.get(call, ())
        )

    def _entering(
        self, function: FunctionNode, closed: set[FunctionNode] | frozenset[FunctionNode]
    ) -> Iterator[tuple[Entry, str]]:
        calls = self._program.calls
        for call in calls.entering.get(function, ()):
            for entry in calls.entries.get(call, ()):
                if entry.target is function and entry.root not in closed:
                    yield entry, calls.places[call]

    def _unsettled(
        self, function: FunctionNode, closed: frozenset[FunctionNode]
    ) -> Iterator[FunctionNode]:
        """Functions whose own parameters decide what `function` is given."""
        homes = self._program.calls.homes
        for entry, _ in self._entering(function, closed):
            unsettled = {
                name: set(names_told(argument.amount))
                for name, argument in entry.given
                if name in self._names and not settled(argument.amount)
            }
            if entry.root is None or not unsettled:
                continue
            for name, behind_it in unsettled.items():
                self._names |= behind_it
                if name in self._configuring:
                    self._configuring |= behind_it
            home = homes.get(entry.root)
            if home is not None:
                yield from behind(self._program, home, entry.root)

    def _has_unread(self, function: FunctionNode) -> bool:
        entering = self._entering(function, self.closed)
        return any(a.amount == UNREAD for entry, _ in entering for _, a in entry.given)

    def _agreed(self, function: FunctionNode) -> Known:
        if function not in self.closed:
            return Known(open=self._reasons.get(function, ""))
        entries = list(self._entering(function, self.closed))
        known = agreement(function, entries, self._names & self._configuring)
        known.take(
            agreement(function, self._outside_tests(entries), self._names - self._configuring)
        )
        before = self.known.get(function)
        for name, argument in (before.agreed if before is not None else {}).items():
            if known.agreed.get(name) != argument:
                self._rejected.add((function, name))
        for name, texts in (before.chosen if before is not None else {}).items():
            if known.chosen.get(name) != texts:
                self._rejected.add((function, name))
        for name, members in (before.members if before is not None else {}).items():
            if known.members.get(name) != members:
                self._rejected.add((function, name))
        for name in [name for name in known.members if (function, name) in self._rejected]:
            del known.members[name], known.places[name]
        for name in [name for name in known.chosen if (function, name) in self._rejected]:
            del known.chosen[name], known.places[name]
        for name in [name for name in known.agreed if (function, name) in self._rejected]:
            del known.agreed[name], known.places[name]
            known.why[name] = "whose callers give it values that depend on it"
        if (function, _TOGETHER) not in self._rejected:
            known.together = together(known.chosen, [entry for entry, _ in entries])
        if before is not None and before.together and before.together != known.together:
            self._rejected.add((function, _TOGETHER))
            known.together = ()
        return known

    @staticmethod
    def _outside_tests(entries: Sequence[tuple[Entry, str]]) -> Sequence[tuple[Entry, str]]:
        """A test's own key and address are no other project: its sessions would fail loudly."""
        others = [each for each in entries if not is_test(each[1].rpartition(":")[0])]
        return others or entries


def behind(
    program: Program, module: ModuleSource, function: FunctionNode
) -> Iterator[FunctionNode]:
    """The function, those around it, and the initializers of the classes it belongs to."""
    homes = program.calls.homes
    homes[function] = module
    yield function
    for outer in module.enclosing(function):
        if isinstance(outer, ast.ClassDef):
            found = Reader(program).instances.initializer(ClassRef(module.path, outer))
            if found is not None:
                homes[found[1]] = program.module(found[0])
                yield found[1]
        elif isinstance(outer, FUNCTIONS):
            homes[outer] = module
            yield outer
