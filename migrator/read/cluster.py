"""Cluster: files that imports connect, read together until nothing more is learnt of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.model.findings import Finding
from migrator.read import clients
from migrator.read.leading import leading_to
from migrator.read.parsing import UnreadableModule
from migrator.read.program import Program
from migrator.read.running import requests_of, run_for_effects, run_methods_of_holders
from migrator.read.world import ClosedWorld

if TYPE_CHECKING:
    import ast
    from collections.abc import Set

    from migrator.model.pack import RulePack
    from migrator.model.settings import ProjectSender
    from migrator.read.module import ModuleSource
    from migrator.read.searches import Searches
    from migrator.read.sent import Sent
    from migrator.read.world import Others


class Cluster:
    """The files at `paths`, and everything that is known of them.

    `wanted` are those of them that are read to know what they call, whatever they send. A cluster
    is `settled` when reading it once more would find the same.
    """

    def __init__(
        self,
        searches: Searches,
        paths: tuple[str, ...],
        pack: RulePack,
        hosts: Set[str],
        senders: tuple[ProjectSender, ...],
    ) -> None:
        self.paths = paths
        self.wanted: set[str] = set()
        self.program = Program(searches, pack, hosts, senders)
        self.world = ClosedWorld(self.program, paths)
        self.requests: list[Sent] = []
        self.unreadable: list[Finding] = []
        self.settled = False

    def read(self) -> None:
        """Read every file with what is known so far."""
        program = self.program
        program.restart()
        doubts = program.doubts
        self._read_all()
        program.distrust()
        run_for_effects(program, program.to_run - program.roots)
        run_methods_of_holders(program)
        self.settled = program.doubts == doubts

    def _read_all(self) -> None:
        self.requests, self.unreadable = [], []
        modules: list[ModuleSource] = []
        for path in self.paths:
            try:
                modules.append(self.program.module(path))
            except UnreadableModule as error:
                self.unreadable.append(Finding(error.code, error.message, path, error.line))
        own = (sender.call.rpartition(".")[2] for sender in self.program.senders)
        sending = leading_to(modules, {*clients.SENDING_NAMES, *own})
        self.program.together = frozenset(module.path for module in modules)
        self.program.sending = frozenset(sending)
        for module in modules:
            asked = module.path in self.wanted
            self.requests.extend(requests_of(self.program, module, sending, asked=asked))

    def want(self, path: str) -> None:
        """Read a file of it whatever that sends."""
        if path not in self.wanted:
            self.wanted.add(path)
            self.settled = False

    def learn(self, others: Others) -> bool:
        """Work out what the callers of its functions give them; returns whether that is news."""
        learnt = self.world.learn(self.requests, others)
        if learnt.stale:
            self.settled = False
        return learnt.news

    def passes_over(self, path: str, call: ast.Call) -> bool:
        """Whether a call stands in a function of one of its files that isn't read."""
        functions = self.program.passed_over.get(path)
        if not functions:
            return False
        return not functions.isdisjoint(self.program.module(path).enclosing(call))

    def is_lost(self, call: ast.Call) -> bool:
        """Whether one of its calls may go to code that isn't known."""
        return any(
            entry.target is None and not entry.elsewhere and entry.root not in self.world.told
            for entry in self.program.calls.entries.get(call, ())
        )

    def move(self, searches: Searches) -> bool:
        """Belong to another tree, if all that was read and asked of this one is the same there."""
        if not self.program.move(searches):
            return False
        self.world.forget_mentions()
        return True
