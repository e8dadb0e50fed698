"""One reader's part of a project: it reads its candidates, lists their mentions, proves edits."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from migrator.find.tree import SourceTree
from migrator.model.sites import CallSite
from migrator.read.clusters import Memory
from migrator.read.mentions import Led, Mention
from migrator.read.sites import Found, Part, read_part
from migrator.rewrite.proof import Promise, Prover
from migrator.rewrite.residue import Edited
from migrator.run.name_uses import NameUses
from migrator.run.project import Project


class ProjectPart:
    """Reads candidates of a project's tree, and proves edits of what it read."""

    def __init__(self, project: Project, tree: SourceTree) -> None:
        self._project, self._tree = project, tree
        self._memory = Memory()
        self._part = Part((), project.pack)
        self._prover = Prover(project.pack, project.settings, project.hosts, self._memory)
        self._uses = NameUses(tree)

    def read(self, candidates: Collection[str]) -> Found:
        """What those files call; files of earlier calls are read along."""
        self._part = self._read(self._tree, candidates)
        return self._part.found

    def read_edited(self, written: Mapping[str, bytes], paths: Collection[str]) -> Found:
        """What those files, and all that were read before, call where the tree holds `written`."""
        return self._read(self._tree.with_files(written), {*paths, *self._memory.paths}).found

    def _read(self, tree: SourceTree, paths: Collection[str]) -> Part:
        settings = self._project.settings
        return read_part(
            tree,
            self._project.pack,
            self._project.hosts,
            paths,
            closed_world=settings.closed_world,
            senders=settings.senders,
            memory=self._memory,
        )

    def mentions(self, paths: Collection[str], everywhere: Led) -> list[Mention]:
        """What those files mention; `everywhere` is where the requests of all parts lead."""
        return self._part.mentions(paths, everywhere)

    def failures(
        self,
        written: Mapping[str, bytes],
        files: Sequence[Edited],
        sites: Sequence[CallSite],
        promises: Sequence[Promise],
        own: Collection[str],
    ) -> dict[str, str]:
        """For each site at `own` whose edit is not proved, why; the tree holds what is `written`."""
        after = self._tree.with_files(written)
        return self._prover.failures(self._tree, after, files, sites, promises, self._uses, own=own)
