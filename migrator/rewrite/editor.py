"""The edits of one file: every call that can be is turned to its agent, the others are refused."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import libcst as cst

from migrator.model.pack import RulePack
from migrator.model.values import Record, Span, Value
from migrator.rewrite.bodies import Projection
from migrator.rewrite.choosing import assign, choices, hole
from migrator.rewrite.derived import made_from
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import EditedFile, Refusal, SiteEdit
from migrator.rewrite.keys import operation
from migrator.rewrite.keyword_bodies import reduced_call
from migrator.rewrite.linking import common_reduction
from migrator.rewrite.lookups import lookup_in
from migrator.rewrite.modules import Modules
from migrator.rewrite.names import Names, Variable, is_load
from migrator.rewrite.own_body import own_body, own_body_of_constant
from migrator.rewrite.payloads import OtherUse, VariableReduction
from migrator.rewrite.picks import Pick, constants
from migrator.rewrite.references import check_reference, imports, insertions, names_needed
from migrator.rewrite.rendering import render
from migrator.rewrite.source import Source
from migrator.rewrite.unused import Cleanup
from migrator.rewrite.urls import UrlEditor, path_change, traced

_ODD_CODE = (
    AssertionError,
    AttributeError,
    KeyError,
    IndexError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    cst.ParserSyntaxError,
)
_NOT_FOUND = "The call was not found at its place in the file."
_NOT_WRITTEN = (
    "What it sends isn't a dict that the code spells at the call or in a variable of its own, so no "
    "part of it can be taken out."
)
_UNKNOWN_SHAPE = "The call is written in a way that the editor doesn't know."


def edit_file(
    path: str,
    text: str,
    edits: Sequence[SiteEdit],
    pack: RulePack,
    used_elsewhere: Callable[[str], bool],
    imported_from_here: Callable[[str], bool] = lambda name: False,
    modules: Modules | None = None,
) -> EditedFile:
    """The file's text with every edit that could be made, and why the others couldn't.

    Of an edit, only what stands in this file is made: its URL, its body, or both.
    `used_elsewhere` says whether another file of the tree mentions a name, `imported_from_here`
    whether one imports it from this file; `modules` are those other files. Nothing is raised for
    odd code: it is refused.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    parsed = _parsed(path, text, modules)
    if parsed is None:
        return EditedFile(mark + text, {e.site.id: "The file doesn't parse." for e in edits})
    source, names = parsed
    refused: dict[str, str] = {}
    while True:
        active = [edit for edit in edits if edit.site.id not in refused]
        if not active:
            return EditedFile(mark + text, refused)
        draft = Draft(source, names, pack, used_elsewhere, modules)
        attempt = _Attempt(draft, active)
        new = attempt.run(imported_from_here)
        if new is not None:
            return EditedFile(mark + new, refused)
        refused.update(attempt.refused or _tried_alone(draft, active, imported_from_here))


def _parsed(path: str, text: str, modules: Modules | None) -> tuple[Source, Names] | None:
    known = modules.parsed(path) if modules is not None else None
    if known is not None and known[0].text == text:
        return known
    try:
        source = Source(path, text)
    except (SyntaxError, ValueError, RecursionError):
        return None
    return source, Names(source.tree)


def _tried_alone(
    draft: Draft, edits: Sequence[SiteEdit], imported_from_here: Callable[[str], bool]
) -> dict[str, str]:
    """The edits that fail without the others too, or all of them when none does."""
    refused: dict[str, str] = {}
    for edit in edits:
        alone = _Attempt(draft.emptied(), [edit])
        if alone.run(imported_from_here) is None:
            refused[edit.site.id] = alone.refused.get(edit.site.id, _UNKNOWN_SHAPE)
    return refused or {edit.site.id: _UNKNOWN_SHAPE for edit in edits}


class _Attempt:
    """All active edits of a file at once, because calls share constants, payloads and URLs."""

    def __init__(self, draft: Draft, edits: Sequence[SiteEdit]) -> None:
        self.draft = draft
        self.edits = edits
        self.refused: dict[str, str] = {}
        self.constants: list[ast.stmt] = []

    def run(self, imported_from_here: Callable[[str], bool]) -> str | None:
        """The new text, or None when some edit was refused and the others must be tried anew."""
        for edit in self.edits:
            self._guarded(edit, partial(self._check, edit))
        if self.refused:
            return None
        self.draft.made = self._made()
        self.draft.moved = self._moved()
        tails = self._tail_uses()
        bodies = self._sent_variables()
        for edit in self.edits:
            if self._is_here(edit.url):
                self._guarded(edit, partial(self._url, edit, tails[_url_group(edit)]))
            for node, is_first in self._body_parts(edit):
                if edit.site.id not in self.refused:
                    self._guarded(edit, partial(self._body, edit, node, is_first, bodies))
            if self.refused:
                return None
        return self._finished(imported_from_here)

    def _guarded(self, edit: SiteEdit, step: Callable[[], None]) -> None:
        try:
            step()
        except Refusal as refusal:
            self.refused[edit.site.id] = str(refusal)
        except _ODD_CODE:
            self.refused[edit.site.id] = _UNKNOWN_SHAPE

    def _check(self, edit: SiteEdit) -> None:
        source = self.draft.source
        if edit.body is None:
            raise Refusal(_NOT_WRITTEN)
        for span in (edit.url, edit.body):
            if span is None or (self._is_here(span) and source.expression(span) is None):
                raise Refusal(_NOT_FOUND)
        if edit.site.channel is None:
            raise Refusal("It is not known which channel the call opens.")
        if self._is_here(edit.url):
            for constant in constants(edit.pick):
                check_reference(self.draft, constant)
            path_change(self.draft, edit)

    def _is_here(self, span: Span | None) -> bool:
        return span is not None and span.path == self.draft.source.path

    def _expression(self, span: Span | None) -> ast.expr | None:
        return self.draft.source.expression(span) if self._is_here(span) else None

    def _tail_uses(self) -> dict[tuple[Pick, str | None], frozenset[ast.expr]]:
        found: defaultdict[tuple[Pick, str | None], set[ast.expr]] = defaultdict(set)
        for edit in self.edits:
            node = self._expression(edit.url)
            if node is not None:
                found[_url_group(edit)].update(traced(self.draft, node))
        return {group: frozenset(uses) for group, uses in found.items()}

    def _sent_variables(self) -> dict[Variable, list[tuple[SiteEdit, ast.Name]]]:
        found: defaultdict[Variable, list[tuple[SiteEdit, ast.Name]]] = defaultdict(list)
        for edit in self.edits:
            for node, _ in self._body_parts(edit):
                if not isinstance(node, ast.Name):
                    continue
                found[self.draft.names.variable(node)].append((edit, node))
        return found

    def _url(self, edit: SiteEdit, shared_uses: frozenset[ast.expr]) -> None:
        node = self._expression(edit.url)
        assert node is not None
        name = hole(self.draft, edit, node)
        editor = UrlEditor(self.draft, edit, shared_uses, name)
        editor.run(node)
        values = (node, *editor.edited_definitions)
        assign(self.draft, edit, name, values)
        early = {self.draft.source.top_level(v) for v in values if not self._function(v)}
        insertions(self.draft, list(constants(edit.pick)), early)
        self.constants += early

    def _made(self) -> frozenset[ast.expr]:
        calls = (producer.call for edit in self.edits for producer in edit.producers)
        found = (self._expression(call) for call in calls)
        return frozenset(node for node in found if node is not None)

    def _moved(self) -> frozenset[ast.expr]:
        """What is asked anew where an agent is chosen."""
        found = (self._expression(span) for edit in self.edits for span in edit.asked)
        return frozenset(node for node in found if node is not None)

    def _body_parts(self, edit: SiteEdit) -> list[tuple[ast.expr, bool]]:
        """Expressions of this file to reduce, and whether the body begins with what they give."""
        found: list[tuple[ast.expr, bool]] = []
        for span, is_first in (
            (edit.body, True),
            *((producer.returned, producer.is_first) for producer in edit.producers),
        ):
            node = self._expression(span)
            if node is not None and (node, is_first) not in found:
                found.append((node, is_first))
        return found

    def _body(
        self,
        edit: SiteEdit,
        node: ast.expr,
        is_first: bool,
        bodies: dict[Variable, list[tuple[SiteEdit, ast.Name]]],
    ) -> None:
        draft = self.draft
        if not isinstance(node, ast.Name) or lookup_in(draft, node) is not None:
            projection = self._projection(edit)
            if edit.site.is_own_body and isinstance(node, ast.Call):
                draft.replace(node, reduced_call(projection, node))
                return
            self._stands_alone(edit, node)
            draft.replace(node, projection.text(node, channel=is_first) or "{}")
            return
        variable = draft.names.variable(node)
        sent = bodies[variable]
        if variable.scope.is_module and self._function(node) and self._is_constant(variable):
            self._stands_alone(edit, node)
            draft.replace(node, own_body_of_constant(draft, self._projection(edit), node))
            return
        common = common_reduction([other for other, _ in sent])
        shared = variable.scope.is_module and draft.used_elsewhere(variable.name)
        if common is not None and not shared:
            try:
                projection = self._projection(common, variable, _keys_sent(e for e, _ in sent))
                names = [name for _, name in sent]
                VariableReduction(projection, variable, names, is_first).run()
            except OtherUse:
                pass
            else:
                return
        if not is_first:
            raise Refusal(f"`{node.id}` is a part of the body and has other uses.")
        self._stands_alone(edit, node)
        draft.replace(node, own_body(draft, self._projection(edit), node, edit.site.body))

    def _stands_alone(self, edit: SiteEdit, node: ast.expr) -> None:
        """Raises Refusal where what the call sends beside its body is made from the old one."""
        call = self.draft.source.expression(edit.site.span)
        if edit.site.path != self.draft.source.path or not isinstance(call, ast.Call):
            return
        line = made_from(node, call, self._outermost(call))
        if line is not None:
            raise Refusal(f"Line {line} makes something from the payload that is sent beside it.")

    def _outermost(self, node: ast.AST) -> ast.AST:
        """The function around a node that is in no other, or the module."""
        found: ast.AST = self.draft.source.tree
        around = self._function(node)
        while around is not None:
            found, around = around, self._function(around)
        return found

    def _projection(
        self,
        edit: SiteEdit,
        itself: Variable | None = None,
        sent: frozenset[str] | None = None,
    ) -> Projection:
        channel = (self.draft.pack.target.channel_type, edit.site.channel or "")
        sent = sent if itself is not None else _keys_sent([edit])
        parts = (edit.keep, edit.drop, edit.drop_members)
        return Projection(self.draft, *parts, channel, itself, sent, _always_sent(edit.site.body))

    def _function(self, node: ast.AST) -> ast.AST | None:
        current: ast.AST = node
        while current in self.draft.source.parents:
            current = self.draft.source.parents[current]
            if isinstance(current, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                return current
        return None

    def _is_constant(self, variable: Variable) -> bool:
        """Whether it is bound once and never built further, so that its display is all of it."""
        draft = self.draft
        loads = 0
        occurrences = draft.names.occurrences[variable]
        for node in occurrences:
            if is_load(node):
                loads += 1
                if operation(draft.source, node) is not None:
                    return False
        return len(occurrences) - loads == 1

    def _finished(self, imported_from_here: Callable[[str], bool]) -> str | None:
        here = [each for e in self.edits if self._is_here(e.url) for each in constants(e.pick)]
        references = list({reference.name: reference for reference in here}.values())
        try:
            needed = names_needed(self.draft, references)
            Cleanup(self.draft, imported_from_here, needed).run()
            defined = insertions(self.draft, references, set(self.constants))
            inserted = [*imports(self.draft, references), *defined, *choices(self.draft)]
            text = render(self.draft, inserted)
            ast.parse(text)
        except (Refusal, *_ODD_CODE) as error:
            if len(self.edits) == 1:
                why = str(error) if isinstance(error, Refusal) else _UNKNOWN_SHAPE
                self.refused[self.edits[0].site.id] = why
            return None
        return text


def _url_group(edit: SiteEdit) -> tuple[Pick, str | None]:
    return edit.pick, edit.site.endpoint


def _always_sent(body: Value) -> frozenset[str]:
    """The keys that a body holds whatever happens."""
    entries = body.entries if isinstance(body, Record) else ()
    return frozenset(entry.key for entry in entries if not entry.when)


def _keys_sent(edits: Iterable[SiteEdit]) -> frozenset[str] | None:
    """The keys of all these bodies, None when one of them may hold others too."""
    found: set[str] = set()
    for edit in edits:
        body = edit.site.body
        if not isinstance(body, Record) or body.rest is not None:
            return None
        found.update(entry.key for entry in body.entries)
    return frozenset(found)
