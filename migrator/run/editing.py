"""Edits of a whole tree in memory: made, formatted and proved, until every one that is left holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from migrator.find.parsing import Parsed, parse
from migrator.find.source import UnreadableSource, UnwritableText, decode
from migrator.find.tree import SourceTree
from migrator.model.sites import CallSite
from migrator.plan.grouping import AgentGroup
from migrator.read.locating import Locator
from migrator.rewrite.edits import AgentReference, EditedFile, SiteEdit
from migrator.rewrite.formatting import BeforeAfter, keep_clean
from migrator.rewrite.linking import parted
from migrator.rewrite.modules import Modules
from migrator.rewrite.picks import constants
from migrator.rewrite.proof import Promise
from migrator.rewrite.residue import Edited
from migrator.run.crew import Crew
from migrator.run.id_modules import IdModules
from migrator.run.name_uses import NameUses
from migrator.run.project import Project
from migrator.run.site_edits import site_edits, url_path


@dataclass(frozen=True, slots=True)
class Failure:
    """Why an edit was dropped: refused by the editor (OM109) or not proved (OM108)."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Edits:
    """New texts by path, and why the edits of other sites were dropped, by site id.

    `touched` are the files that each edited site's edit changes, by site id; `promises` are what
    was proved of them.
    """

    texts: Mapping[str, str] = field(default_factory=dict)
    failures: Mapping[str, Failure] = field(default_factory=dict)
    touched: Mapping[str, frozenset[str]] = field(default_factory=dict)
    promises: Sequence[Promise] = ()


class TreeEditor:
    """Edits one tree, attempt after attempt: what an attempt made is kept for the next one.

    `crew` has read the tree and proves the edits. With `single_files`, edits that change several
    files fail. `ids` are the modules of ids that edited files import.
    """

    def __init__(
        self, project: Project, tree: SourceTree, crew: Crew, *, single_files: bool = False
    ) -> None:
        self._project, self._tree, self._single_files = project, tree, single_files
        self._crew = crew
        self.ids = IdModules(tree, project.settings, single_files=single_files)
        self._uses = NameUses(tree)
        locate = Locator(tree).locate
        self._modules = Modules(
            partial(_text_of, tree), partial(_parsed, tree), locate, self._uses.files
        )
        self._made: dict[str, tuple[list[SiteEdit], EditedFile]] = {}
        self._formatted: dict[BeforeAfter, str] = {}

    def attempt(
        self,
        sites: Sequence[CallSite],
        groups: Sequence[AgentGroup],
        references: Mapping[str, AgentReference],
    ) -> Edits:
        """All edits for `groups`, made in memory, formatted and proved. Nothing is written.

        `references` give the agent reference by agent key. Returns without texts when some edit
        failed: the caller decides anew without those sites.
        """
        self.ids.settle(url_path(each.site) for group in groups for each in group.decisions)
        self.ids.uses.clear()
        placed = self.ids.placed
        asked = site_edits(groups, references, self._modules, self._is_free, placed)
        if asked.refused:
            return Edits({}, {i: Failure("OM109", why) for i, why in asked.refused.items()})
        edits = asked.edits
        apart = parted(edits, sites) | (_across_files(edits) if self._single_files else {})
        failures = {ident: Failure("OM109", why) for ident, why in apart.items()}
        if failures:
            return Edits({}, failures)
        by_path: dict[str, list[SiteEdit]] = {}
        for edit in edits:
            for path in sorted(edit.paths):
                by_path.setdefault(path, []).append(edit)
        sources = {path: decode(path, self._tree.read(path)) for path in by_path}
        made: dict[str, str] = {}
        for path, here in by_path.items():
            edited = self._edited(path, sources[path].text, here)
            failures |= {ident: Failure("OM109", why) for ident, why in edited.refused.items()}
            made[path] = edited.text
        if failures:
            return Edits({}, failures)
        stored: list[BeforeAfter] = []
        for path, source in sources.items():
            try:
                after = source.as_stored(made[path])
                source.encode(made[path])
            except UnwritableText as problem:
                touching = [edit.site.id for edit in by_path[path]]
                failures |= dict.fromkeys(touching, Failure("OM108", f"{path}: {problem}"))
            else:
                stored.append(BeforeAfter(path, source.as_stored(source.text), after))
        if failures:
            return Edits({}, failures)
        written = {
            file.path: sources[file.path].encode(sources[file.path].as_code(text))
            for file, text in self._kept_clean(stored)
        }
        # What a notebook holds is its text without the blank lines that an edit left in its cells.
        files = [
            Edited(path, sources[path].text, decode(path, data).text)
            for path, data in written.items()
        ]
        promises = [
            Promise(edit.site, asked.bound[edit.site.id], tuple(constants(edit.pick)), edit.paths)
            for edit in edits
        ]
        overlay = {**written, **self.ids.as_proved()}
        unproved = self._crew.failures(overlay, files, sites, promises)
        if unproved:
            return Edits({}, {ident: Failure("OM108", why) for ident, why in unproved.items()})
        texts = {file.path: file.after for file in files}
        return Edits(texts, {}, {edit.site.id: edit.paths for edit in edits}, promises)

    def _is_free(self, path: str, name: str) -> bool:
        return path not in self._uses.files(name)

    def _edited(self, path: str, text: str, edits: list[SiteEdit]) -> EditedFile:
        earlier = self._made.get(path)
        if earlier is not None and earlier[0] == edits:
            return earlier[1]
        # libcst is only loaded where something is edited.
        from migrator.rewrite.editor import edit_file

        edited = edit_file(
            path,
            text,
            edits,
            self._project.pack,
            partial(self._uses.elsewhere, path),
            partial(self._uses.imported_from, path),
            self._modules,
        )
        self._made[path] = edits, edited
        return edited

    def _kept_clean(self, files: Sequence[BeforeAfter]) -> list[tuple[BeforeAfter, str]]:
        anew = [file for file in files if file not in self._formatted]
        self._formatted |= zip(anew, keep_clean(anew, self._project.root), strict=True)
        return [(file, self._formatted[file]) for file in files]


def _text_of(tree: SourceTree, path: str) -> str | None:
    try:
        return decode(path, tree.read(path)).text
    except (OSError, UnreadableSource):
        return None


def _parsed(tree: SourceTree, path: str) -> Parsed | None:
    try:
        found = tree.once(parse, path)
    except OSError:
        return None
    return found if isinstance(found, Parsed) else None


def _across_files(edits: Sequence[SiteEdit]) -> dict[str, str]:
    return {
        edit.site.id: f"its edit changes {' and '.join(sorted(edit.paths))} together"
        for edit in edits
        if edit.paths != {edit.site.path}
    }
