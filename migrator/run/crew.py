"""Crew: those who read a project's tree, several at once where there is enough to read.

Files that have to be read together belong to one of them. What they find is put together in order,
so that a plan is the same however many there are.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import or_
from types import TracebackType
from typing import Self, TypeVar, TypeVarTuple, cast

from migrator.find.tree import SourceTree
from migrator.model.sites import CallSite
from migrator.read.connecting import Connections
from migrator.read.mentions import Led
from migrator.read.searches import Searches
from migrator.read.sites import Found, Reading, texts_of, whole
from migrator.rewrite.proof import Promise
from migrator.rewrite.residue import Edited
from migrator.run.part import ProjectPart
from migrator.run.project import Project
from migrator.run.readers import ForkedReader, HereReader, Reader, can_fork

Answer = TypeVar("Answer")
Given = TypeVarTuple("Given")
# Fewer candidates are read before another process has begun.
_WORTH_A_PROCESS = 50
_MOST_READERS = 16


class Crew:
    """Reads the candidates of a tree, and proves edits of what was read."""

    def __init__(self, project: Project, tree: SourceTree, candidates: Iterable[str]) -> None:
        self._tree = tree
        self._candidates = tuple(sorted(candidates))
        count = _how_many(project.jobs, len(self._candidates))
        self._connections = Connections(Searches(tree))
        groups = [self._candidates]
        if count > 1:
            groups = self._connected()
            count = max(1, min(count, len(groups)))
        self._owners = _dealt(groups, count)
        parts = [ProjectPart(project, tree) for _ in range(count)]
        self._readers: list[Reader] = (
            [ForkedReader(part) for part in parts] if count > 1 else [HereReader(parts[0])]
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Each process holds the lines of those before it.
        for reader in reversed(self._readers):
            reader.close()

    def read(self) -> Reading:
        """What the candidates hold."""
        found = self._all(ProjectPart.read, [(own,) for own in self._own()])
        while self._bring_together(found):
            found = self._all(ProjectPart.read, [(own,) for own in self._own()])
        everywhere = reduce(or_, (part.led for part in found), Led())
        texts = texts_of(self._tree, self._candidates)
        listed = self._all(
            ProjectPart.mentions, [(own & texts.keys(), everywhere) for own in self._own()]
        )
        mentions = [mention for each in listed for mention in each]
        return whole(self._each_once(found), mentions, texts)

    def read_edited(self, written: Mapping[str, bytes], before: Reading) -> Reading:
        """What was read `before`, where the tree holds what is `written`. Lists no mentions."""
        asked = [(written, own | _through(before.sites, own)) for own in self._own()]
        return whole(self._each_once(self._all(ProjectPart.read_edited, asked)), (), {})

    def failures(
        self,
        written: Mapping[str, bytes],
        files: Sequence[Edited],
        sites: Sequence[CallSite],
        promises: Sequence[Promise],
    ) -> dict[str, str]:
        """For each site whose edit is not proved, why; the tree holds what is `written`."""
        for promise in promises:
            for path in promise.paths:
                self._owners.setdefault(path, self._owners[promise.site.path])
        asked = [(written, files, sites, promises, own) for own in self._own()]
        return reduce(or_, self._all(ProjectPart.failures, asked), {})

    def _all(
        self,
        question: Callable[[ProjectPart, *Given], Answer],
        given: Sequence[tuple[*Given]],
    ) -> list[Answer]:
        """What every reader answers, each to its own arguments."""
        for reader, arguments in zip(self._readers, given, strict=True):
            reader.ask(question, arguments)
        return [cast("Answer", reader.answer()) for reader in self._readers]

    def _each_once(self, found: Sequence[Found]) -> list[Found]:
        """What every reader found in its own files, where several found something in one."""
        for number, part in enumerate(found):
            for path in (*(s.path for s in part.sites), *(f.path for f in part.unreadable)):
                self._owners.setdefault(path, number)
        return [part.only(own) for part, own in zip(found, self._own(), strict=True)]

    def _own(self) -> list[frozenset[str]]:
        """The files of each reader."""
        held: list[set[str]] = [set() for _ in self._readers]
        for path, number in self._owners.items():
            held[number].add(path)
        return [frozenset(paths) for paths in held]

    def _connected(self) -> list[tuple[str, ...]]:
        """The candidates in groups that are read together. What readers share is looked up here."""
        for path in self._candidates:
            self._connections.add(path)
        Searches(self._tree).prepare()
        return self._connections.groups(self._candidates)

    def _bring_together(self, found: Sequence[Found]) -> bool:
        """Give files to one reader that turned out to be connected; whether there were any."""
        if len(found) == 1:
            return False
        for part in found:
            for first, *others in part.connected:
                for path in others:
                    self._connections.join(first, path)
        moved = False
        for group in self._connections.groups(self._candidates):
            first_owner = min(self._owners[path] for path in group)
            moved = moved or any(self._owners[path] != first_owner for path in group)
            self._owners.update(dict.fromkeys(group, first_owner))
        return moved


def _through(sites: Iterable[CallSite], own: frozenset[str]) -> frozenset[str]:
    """The files through which the calls of some files go."""
    return frozenset(span.path for site in sites if site.path in own for span in site.through)


def _how_many(jobs: int, candidates: int) -> int:
    """How many readers there are at most; `jobs` is 0 when nobody said."""
    if not can_fork():
        return 1
    processors = len(os.sched_getaffinity(0))
    return min(jobs, _MOST_READERS) or max(1, min(processors, candidates // _WORTH_A_PROCESS))


def _dealt(groups: Iterable[Sequence[str]], count: int) -> dict[str, int]:
    """Who reads each file, so that everyone has about as many."""
    owners: dict[str, int] = {}
    loads = [0] * count
    for group in sorted(groups, key=len, reverse=True):
        number = loads.index(min(loads))
        loads[number] += len(group)
        owners.update(dict.fromkeys(group, number))
    return owners
