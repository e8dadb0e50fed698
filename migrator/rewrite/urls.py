"""The URL of a call, turned to the agent's path wherever its tail is written."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from migrator.find.syntax import walk
from migrator.model.values import Known
from migrator.rewrite.choosing import function_of
from migrator.rewrite.definitions import Definition, attribute_definition, name_definition
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import Refusal, SiteEdit
from migrator.rewrite.names import Scope, is_load
from migrator.rewrite.picks import Named
from migrator.rewrite.strings import PathChange, f_string_parts, retargeted
from migrator.rewrite.url_helpers import path_argument, tail_operand
from migrator.rewrite.url_templates import NOT_A_TAIL, TemplateEditor, is_template


def path_change(draft: Draft, edit: SiteEdit) -> PathChange:
    """The change of path that the site needs. Raises Refusal when its endpoint isn't known."""
    if edit.site.endpoint is None:
        raise Refusal("It is not known which endpoint the call uses.")
    return PathChange.between(draft.pack.endpoint(edit.site.endpoint), draft.pack)


def traced(draft: Draft, node: ast.expr) -> Iterator[ast.expr]:
    """The names and attributes that the tail of a URL goes through, from the call inwards."""
    seen: set[ast.expr] = set()
    pending = [node]
    while pending:
        current = pending.pop()
        if current in seen:
            continue
        seen.add(current)
        if isinstance(current, ast.Name | ast.Attribute):
            yield current
            try:
                definition = _definition(draft, current)
            except Refusal:
                continue
            pending.extend(definition.values)
        elif (operand := _tail_operand(draft, current)) is not None:
            pending.append(operand)


def _tail_operand(draft: Draft, node: ast.expr) -> ast.expr | None:
    """The part of an expression that its text ends with, None when that is a literal."""
    operand = tail_operand(node)
    if operand is None and isinstance(node, ast.Call):
        return path_argument(draft, node)
    return operand


def _definition(draft: Draft, node: ast.expr) -> Definition:
    if isinstance(node, ast.Name):
        return name_definition(draft, node)
    assert isinstance(node, ast.Attribute)
    return attribute_definition(draft, node)


class UrlEditor:
    """Edits the URL of one call. `shared_uses` are tail uses of all calls with the same change.

    `hole` is what goes into it as the agent's id.
    """

    def __init__(
        self, draft: Draft, edit: SiteEdit, shared_uses: frozenset[ast.expr], hole: str
    ) -> None:
        self.hole = hole
        self.draft = draft
        self.source = draft.source
        self.edit = edit
        self.change = path_change(draft, edit)
        self.shared_uses = shared_uses
        self.edited_definitions: list[ast.expr] = []

    def run(self, node: ast.expr) -> None:
        """Record the change in the draft. Raises Refusal for shapes that aren't recognised."""
        self.draft.replace(node, self._text(node, self.draft.names.scope(node)))

    def _text(self, node: ast.expr, scope: Scope) -> str:
        if isinstance(node, ast.Constant | ast.JoinedStr):
            return self._string(node, scope)
        if isinstance(node, ast.Name | ast.Attribute):
            return self._reference(node, scope)
        if is_template(node):
            text = TemplateEditor(self.source, self.change, self.hole).text(node)
            if text is not None:
                return text
        operand = _tail_operand(self.draft, node)
        if operand is None:
            raise Refusal(NOT_A_TAIL)
        return self._with(node, operand, self._text(operand, scope))

    def _with(self, node: ast.expr, part: ast.expr, text: str) -> str:
        source = self.source
        start, end = source.start(node), source.end(node)
        return source.text[start : source.start(part)] + text + source.text[source.end(part) : end]

    def _string(self, node: ast.expr, scope: Scope) -> str:
        new = retargeted(self.source.slice(node), self.change, self.hole)
        if new is not None:
            return new
        operand = _tail_operand(self.draft, node)
        if not isinstance(operand, ast.Name | ast.Attribute):
            raise Refusal(NOT_A_TAIL)
        text = self._reference(operand, scope)
        source = self.source.slice(node)
        written = f"{{{ast.unparse(operand)}}}"
        if text == ast.unparse(operand):
            return source
        inner = f_string_parts(text)
        at = source.rfind(written)
        if inner is None or at < 0 or source[at + len(written) :].strip("\"'"):
            raise Refusal(NOT_A_TAIL)
        content, quote = inner
        if quote != source[at + len(written) :] and any(q in content for q in "\"'"):
            raise Refusal(NOT_A_TAIL)
        return source[:at] + content + source[at + len(written) :]

    def _reference(self, node: ast.Name | ast.Attribute, scope: Scope) -> str:
        try:
            definition = _definition(self.draft, node)
        except Refusal:
            whole = self.edit.site.url
            if isinstance(whole, Known) and isinstance(whole.value, str):
                return self._known(node, whole.value)
            raise
        written = self.source.slice(node)
        if self._is_ours(definition, node):
            for value in definition.values:
                inner = self.draft.names.scope(value)
                self.draft.replace(value, self._text(value, inner))
            self.edited_definitions.extend(definition.values)
            return written
        if len(definition.values) != 1:
            raise Refusal(f"`{written}` gets its value in several places and has other uses.")
        value = definition.values[0]
        self._require_same_meaning(value, scope, written)
        return self._text(value, scope)

    def _is_ours(self, definition: Definition, node: ast.expr) -> bool:
        if not isinstance(self.edit.pick, Named):
            here = function_of(self.draft, node)
            if any(function_of(self.draft, value) is not here for value in definition.values):
                return False
        if not (self.shared_uses | self.draft.logged).issuperset(definition.uses):
            return False
        return not (definition.is_shared and self.draft.used_elsewhere(definition.name))

    def _require_same_meaning(self, value: ast.expr, scope: Scope, written: str) -> None:
        names = self.draft.names
        self.draft.require_pure(value)
        for child in walk(value):
            if not isinstance(child, ast.Name):
                continue
            variable = names.variable(child)
            stores = [n for n in names.occurrences[variable] if not is_load(n)]
            receiver = child.id in ("self", "cls")
            if names.resolve(child.id, scope) != variable and not receiver:
                raise Refusal(f"`{written}` is built from `{child.id}`, unknown at the call.")
            if len(stores) > 1:
                raise Refusal(f"`{written}` is built from `{child.id}`, which changes later.")

    def _known(self, node: ast.expr, url: str) -> str:
        if self.source.expression(self.edit.url) is not node:
            raise Refusal(NOT_A_TAIL)
        parts = self.change.split(url)
        if parts is None or any(c in url for c in "{}\"'\\"):
            raise Refusal(NOT_A_TAIL)
        before, after = parts
        quote = self.source.quote
        hole = f"{{{self.hole}}}"
        return f"f{quote}{before}{self.change.filled(hole)}{after}{quote}"
