"""Clusters: everything that is read of a tree, in parts that are read apart from each other.

What one part has to know of another is only where that calls what. Parts of an earlier tree, from
which all of what they were read is unchanged, are taken as they were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from migrator.read.cluster import Cluster
from migrator.read.connecting import Connections

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterable, Sequence, Set

    from migrator.model.pack import RulePack
    from migrator.model.settings import ProjectSender
    from migrator.read.searches import Searches


class Memory:
    """What was read of earlier trees with the same pack and settings, latest first."""

    def __init__(self) -> None:
        self.clusters: list[Cluster] = []

    def keep(self, clusters: Sequence[Cluster]) -> None:
        """Add what was read of one more tree."""
        kept = [cluster for cluster in self.clusters if cluster not in clusters]
        self.clusters = [*clusters, *kept]

    @property
    def paths(self) -> set[str]:
        """The files that were read."""
        return {path for cluster in self.clusters for path in cluster.paths}


class Clusters:
    """The files of one tree that are read, in clusters; `memory` holds those of other trees."""

    def __init__(
        self,
        searches: Searches,
        pack: RulePack,
        hosts: Set[str],
        senders: Sequence[ProjectSender],
        memory: Memory,
    ) -> None:
        self._searches = searches
        self._pack, self._hosts, self._senders = pack, hosts, tuple(senders)
        self._connections = Connections(searches)
        self._roots: set[str] = set()
        self._wanted: set[str] = set()
        self._of: dict[str, Cluster] = {}
        self._adopted: set[Cluster] = set()
        self._earlier: dict[tuple[str, ...], list[Cluster]] = {}
        for cluster in memory.clusters:
            self._earlier.setdefault(cluster.paths, []).append(cluster)
            self._wanted |= cluster.wanted
            for path in cluster.paths:
                self._connections.join(cluster.paths[0], path)
        self.all: list[Cluster] = []

    def read(self, paths: Iterable[str], *, closed_world: bool) -> None:
        """Read `paths`, and whatever has to be known for that, until nothing more is learnt."""
        self._roots = {*paths, *self._wanted}
        for path in sorted(self._roots):
            self._connections.add(path)
        self._group()
        while True:
            self._start_anew()
            unsettled = [cluster for cluster in self.all if not cluster.settled]
            for cluster in unsettled:
                cluster.read()
            if self._met(unsettled):
                continue
            news = closed_world and self._learn()
            if not news and all(cluster.settled for cluster in self.all):
                return

    def _group(self) -> None:
        before = {cluster.paths: cluster for cluster in self.all}
        groups = self._connections.groups(self._roots)
        self.all = [before.get(paths) or self._cluster(paths) for paths in groups]
        self._of = {path: cluster for cluster in self.all for path in cluster.paths}
        for path in self._wanted:
            self._of[path].want(path)

    def _cluster(self, paths: tuple[str, ...]) -> Cluster:
        for known in self._earlier.get(paths, ()):
            if known.settled and known.move(self._searches):
                self._adopted.add(known)
                return known
        return self._fresh(paths)

    def _fresh(self, paths: tuple[str, ...]) -> Cluster:
        return Cluster(self._searches, paths, self._pack, self._hosts, self._senders)

    def _met(self, clusters: Sequence[Cluster]) -> bool:
        """Whether reading came upon something that connects clusters; they are then one."""
        for cluster in clusters:
            for path in cluster.program.followed:
                self._connections.join(cluster.paths[0], path)
        if len(self._connections.groups(self._roots)) == len(self.all):
            return False
        self._group()
        return True

    def _learn(self) -> bool:
        for cluster in self.all:
            cluster.world.tell()
        news = [cluster for cluster in self.all if cluster.learn(self)]
        self._want_further()
        return bool(news)

    def _want_further(self) -> None:
        """Read what had to be known of other files."""
        further = {path for cluster in self.all for path in cluster.world.further} - self._wanted
        if further:
            self._wanted |= further
            for path in sorted(further - self._roots):
                self._connections.add(path)
            self._roots |= further
            self._group()

    def _start_anew(self) -> None:
        """Read what was taken over and isn't right here from scratch."""
        stale = {c for c in self._adopted if not c.settled}
        self._adopted -= stale
        if stale:
            self.all = [self._fresh(c.paths) if c in stale else c for c in self.all]
            self._group()

    # What clusters know of each other

    def reads(self, path: str) -> bool:
        """Whether every function of a file is read."""
        cluster = self._of.get(path)
        return cluster is not None and path in cluster.program.roots

    def passes_over(self, path: str, call: ast.Call) -> bool:
        """Whether a call stands in a function that isn't read, as nothing was to be seen by that."""
        cluster = self._of.get(path)
        return cluster is not None and cluster.passes_over(path, call)

    def follows(self, path: str, call: ast.Call) -> bool:
        """Whether a call in such a file was come upon."""
        cluster = self._of.get(path)
        return cluster is not None and call in cluster.program.calls.entries

    def is_lost(self, path: str, call: ast.Call) -> bool:
        """Whether a call in such a file may go to code that isn't known."""
        cluster = self._of.get(path)
        return cluster is not None and cluster.is_lost(call)
