"""Programs held in memory, edited by the real editor, and put before the proof."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from migrator.find.tree import SourceTree
from migrator.model.agents import AgentDefinition
from migrator.model.settings import Settings
from migrator.model.sites import Status
from migrator.plan.decisions import Decision, decide
from migrator.plan.grouping import AgentGroup, group
from migrator.read.clusters import Memory
from migrator.read.sites import Reading, read_sites
from migrator.rewrite.edits import AgentReference
from migrator.rewrite.proof import Promise, Prover
from migrator.rewrite.residue import Edited
from migrator.run.crew import Crew
from migrator.run.editing import Edits, TreeEditor
from migrator.run.name_uses import NameUses
from migrator.run.planning import reference_to
from migrator.run.project import Project
from tests.rewrite.sites import PACK

HOSTS = ("companion-api.napster.com",)


@dataclass(frozen=True)
class Program:
    """Files by path, as they are before the edit."""

    files: Mapping[str, str]
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def tree(self) -> SourceTree:
        empty = SourceTree(Path("/nowhere"), ())
        return empty.with_files({path: text.encode() for path, text in self.files.items()})

    @cached_property
    def project(self) -> Project:
        return Project(Path("/nowhere"), (), PACK, self.settings)

    @cached_property
    def reading(self) -> Reading:
        return read_sites(self.tree, PACK, HOSTS, sorted(self.files))

    @cached_property
    def decisions(self) -> list[Decision]:
        return [decide(site, PACK, self.settings) for site in self.reading.sites]

    @cached_property
    def groups(self) -> list[AgentGroup]:
        return group(self.decisions, [], PACK, self.reading.texts)

    @cached_property
    def references(self) -> dict[str, AgentReference]:
        return {g.definition.key: reference_to(g, self.project, {}) for g in self.groups}

    @cached_property
    def edits(self) -> Edits:
        editor = TreeEditor(self.project, self.tree, Crew(self.project, self.tree, self.files))
        return editor.attempt(self.reading.sites, self.groups, self.references)

    @cached_property
    def edited(self) -> Mapping[str, str]:
        """The edited files, as the editor writes them and the proof accepts them."""
        edits = self.edits
        assert not edits.failures, edits.failures
        assert edits.texts, [d.findings for d in self.decisions if d.status is Status.LEFT]
        return edits.texts

    @property
    def promises(self) -> list[Promise]:
        return list(self.edits.promises)

    @cached_property
    def _prover(self) -> Prover:
        # One for all that it is asked, as for the attempts of a plan.
        return Prover(PACK, self.settings, HOSTS, Memory())

    @cached_property
    def _uses(self) -> NameUses:
        return NameUses(self.tree)

    def refusals(
        self, texts: Mapping[str, str], definition: AgentDefinition | None = None
    ) -> dict[str, str]:
        """What the proof says of these texts in place of the edited ones, by site."""
        after = {**self.edited, **texts}
        promises = self.promises
        if definition is not None:
            promises = [
                replace(p, agents=tuple(replace(a, definition=definition) for a in p.agents))
                for p in promises
            ]
        files = [Edited(path, self.files[path], text) for path, text in after.items()]
        overlay = self.tree.with_files({path: text.encode() for path, text in after.items()})
        return self._prover.failures(
            self.tree, overlay, files, self.reading.sites, promises, self._uses
        )
