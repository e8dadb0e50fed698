"""A payload that is built in statements: reduced where it is built."""

from __future__ import annotations

import ast
from collections.abc import Collection

from migrator.find.syntax import walk
from migrator.rewrite.bodies import Projection
from migrator.rewrite.containers import split_call
from migrator.rewrite.definitions import assigned_value, is_bare_annotation
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import Refusal
from migrator.rewrite.keys import Operation, operation
from migrator.rewrite.names import Variable, is_load


class OtherUse(Exception):
    """The variable is also read by something that must go on seeing the whole dict."""


class VariableReduction:
    """Reduces a dict variable at every statement that builds it, if the calls alone read it.

    `sent` are its uses as the body of calls that all need the same reduction; `is_first` says
    that the channel goes into it.
    """

    def __init__(
        self,
        projection: Projection,
        variable: Variable,
        sent: Collection[ast.Name],
        is_first: bool = True,
    ) -> None:
        self.is_first = is_first
        self.projection = projection
        self.draft: Draft = projection.draft
        self.variable = variable
        self.sent = sent
        self.replaced: list[tuple[ast.expr, str]] = []
        self.removed: list[ast.stmt] = []

    def run(self) -> None:
        """Record the reduction. Raises OtherUse, or Refusal for shapes that aren't recognised."""
        occurrences = self.draft.names.occurrences[self.variable]
        loads = [n for n in occurrences if is_load(n)]
        for node in occurrences:
            if node not in loads and not is_bare_annotation(self.draft, node):
                self._binding(node)
        for load in loads:
            if load not in self.sent and load not in self.projection.consumed:
                self._use(load)
        for node, text in self.replaced:
            self.draft.replace(node, text)
        for statement in self.removed:
            self.draft.remove(statement)

    def _binding(self, node: ast.AST) -> None:
        statement = self.draft.source.parents[node]
        if isinstance(statement, ast.AugAssign) and isinstance(statement.op, ast.BitOr):
            self._put(
                statement, statement.value, self.projection.text(statement.value, channel=False)
            )
            return
        value = assigned_value(self.draft, node)
        if value is None:
            raise Refusal(f"`{self.variable.name}` is not built where the call is.")
        builds_on_itself = any(
            isinstance(n, ast.Name) and self.draft.names.variable(n) == self.variable
            for n in walk(value)
        )
        text = self.projection.text(value, channel=self.is_first and not builds_on_itself)
        self.replaced.append((value, text or "{}"))

    def _use(self, node: ast.Name) -> None:
        found = operation(self.draft.source, node)
        if found is None:
            raise OtherUse
        if not found.path:
            self._update(found)
        elif self._goes(found):
            for child in ast.iter_child_nodes(found.statement):
                if isinstance(child, ast.expr):
                    self._require_pure(child, found)
            self.removed.append(found.statement)

    def _require_pure(self, child: ast.expr, found: Operation) -> None:
        if isinstance(child, ast.Call) and isinstance(found.statement, ast.Expr):
            for argument in (*child.args, *(k.value for k in child.keywords)):
                self.draft.require_pure(argument)
        elif child is found.value or isinstance(found.statement, ast.AugAssign):
            self.draft.require_pure(child)

    def _goes(self, found: Operation) -> bool:
        key, projection = found.path[0], self.projection
        if key not in projection.drop_members:
            return projection.leaves(key)
        gone = projection.drop_members[key]
        if len(found.path) > 1:
            return found.path[1] in gone
        if not isinstance(found.value, ast.Dict):
            raise Refusal(f"Only a part of `{key}` stays, and it isn't written out.")
        inner = projection.members(key, found.value)
        if inner is None:
            return True
        self.replaced.append((found.value, inner))
        return False

    def _update(self, found: Operation) -> None:
        assert found.update is not None
        source = self.draft.source
        container = split_call(source.slice(found.update))
        without: set[int] = set()
        replaced: dict[int, list[str]] = {}
        for index, argument in enumerate(found.update.args):
            text = self.projection.part(argument)
            if text is None:
                without.add(index)
            else:
                replaced[index] = [text]
        for index, keyword in enumerate(found.update.keywords, start=len(found.update.args)):
            if keyword.arg is None:
                text = self.projection.part(keyword.value)
                if text is None:
                    without.add(index)
                else:
                    replaced[index] = [f"**{text}"]
            elif self.projection.leaves(keyword.arg):
                self.draft.require_pure(keyword.value)
                without.add(index)
            elif keyword.arg in self.projection.drop_members:
                raise Refusal(f"Only a part of `{keyword.arg}` stays, and it isn't written out.")
        if len(without) == len(container.pieces):
            self.removed.append(found.statement)
        else:
            text = container.rebuilt(without=without, replaced=replaced)
            self.replaced.append((found.update, text))

    def _put(self, statement: ast.stmt, value: ast.expr, text: str | None) -> None:
        if text is None or text == "{}":
            self.removed.append(statement)
        else:
            self.replaced.append((value, text))
