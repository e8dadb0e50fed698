"""Names that the edit made unused: their assignments go, and imports that only they used."""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection
from pathlib import PurePosixPath

from migrator.find.syntax import walk
from migrator.rewrite.blocks import settle
from migrator.rewrite.definitions import assigned_value, is_bare_annotation
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import Refusal
from migrator.rewrite.keys import copied_value, operation
from migrator.rewrite.names import Variable, is_load
from migrator.rewrite.unused_attributes import unused_attributes


class Cleanup:
    """Removes what only removed code used. `imported_from_here` keeps re-exported imports,
    `needed` are names of the module that stay whatever uses them."""

    def __init__(
        self,
        draft: Draft,
        imported_from_here: Callable[[str], bool],
        needed: Collection[str] = (),
    ) -> None:
        self.draft = draft
        self.needed = {Variable(draft.names.module, name) for name in needed}
        self.imported_from_here = imported_from_here
        self.exported = _exported(draft)

    def run(self) -> None:
        """Add removals to the draft until nothing more becomes unused."""
        settle(self.draft)
        self._retire_attributes()
        done: set[Variable] = set()
        while True:
            names = self.draft.names
            candidates = {names.variable(node) for node in self.draft.gone_loads()} - done
            if not candidates:
                return
            alive = self.draft.new_names() | self.needed
            progress = False
            for variable in sorted(candidates, key=lambda v: v.name):
                together = self._bound_together(variable)
                if not together & alive and self._retire(together):
                    done |= together
                    progress = True
            if not progress:
                return
            settle(self.draft)

    def _retire_attributes(self) -> None:
        for statement in unused_attributes(self.draft):
            if len(self.draft.source.suite(statement)) == 1:
                continue
            try:
                self.draft.remove(statement)
            except Refusal:
                continue

    def _bound_together(self, variable: Variable) -> set[Variable]:
        """The variable, and those that an assignment of several binds with it."""
        names, found, pending = self.draft.names, {variable}, [variable]
        while pending:
            for node in names.occurrences[pending.pop()]:
                target = self.draft.source.parents.get(node)
                if not isinstance(target, ast.Tuple) or is_load(node):
                    continue
                others = {names.variable(n) for n in target.elts if isinstance(n, ast.Name)}
                pending += others - found
                found |= others
        return found

    def _retire(self, variables: set[Variable]) -> bool:
        draft = self.draft
        found = (n for v in variables for n in draft.names.occurrences[v])
        # A parameter stays: callers give it.
        occurrences = [n for n in found if not draft.is_gone(n) and not isinstance(n, ast.arg)]
        if not occurrences or not all(map(self._may_go, variables)):
            return False
        if isinstance(occurrences[0], ast.alias) and len(occurrences) == 1:
            return self._retire_import(next(iter(variables)), occurrences[0])
        set_by = [self._builder(node) for node in occurrences if not is_load(node)]
        # `name = name or default` reads what it sets.
        used = [n for n in occurrences if is_load(n) and draft.source.statement(n) not in set_by]
        statements: list[ast.stmt] = []
        for statement in dict.fromkeys([*set_by, *map(self._builder, used)]):
            if statement is None:
                return False
            statements.append(statement)
        try:
            for statement in statements:
                draft.remove(statement)
        except Refusal:
            draft.removed.difference_update(statements)
            return False
        return True

    def _may_go(self, variable: Variable) -> bool:
        if isinstance(variable.scope.node, ast.ClassDef) or variable.name.startswith("__"):
            return False
        if not variable.scope.is_module:
            return True
        is_init = PurePosixPath(self.draft.source.path).name == "__init__.py"
        return not is_init and variable.name not in self.exported

    def _builder(self, node: ast.AST) -> ast.stmt | None:
        draft = self.draft
        if not isinstance(node, ast.Name):
            return None
        if draft.names.variable(node).scope.is_module and draft.used_elsewhere(node.id):
            return None
        statement = draft.source.statement(node)
        if is_bare_annotation(draft, node):
            return statement
        if not isinstance(node.ctx, ast.Load):
            value = assigned_value(draft, node) or _unpacked(draft, node)
            return statement if value is not None and draft.is_pure(value) else None
        found = operation(draft.source, node)
        if found is None or not self._is_fresh(draft.names.variable(node)):
            return None
        parts = [n for n in ast.iter_child_nodes(statement) if isinstance(n, ast.expr)]
        if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call):
            call = statement.value
            parts = [*call.args, *(k.value for k in call.keywords)]
        return statement if all(map(draft.is_pure, parts)) else None

    def _is_fresh(self, variable: Variable) -> bool:
        """Whether the variable holds objects made for it, so that changing them shows nowhere."""
        for node in self.draft.names.occurrences[variable]:
            if is_load(node):
                continue
            if is_bare_annotation(self.draft, node):
                continue
            value = assigned_value(self.draft, node)
            made = isinstance(value, ast.Dict | ast.List | ast.DictComp | ast.ListComp) or (
                isinstance(value, ast.Call)
                and (ast.unparse(value.func) in ("dict", "list") or copied_value(value) is not None)
            )
            if not made:
                return False
        return True

    def _retire_import(self, variable: Variable, alias: ast.alias) -> bool:
        draft = self.draft
        statement = draft.source.parents[alias]
        if not isinstance(statement, ast.Import | ast.ImportFrom):
            return False
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            return False
        line = draft.source.lines[alias.lineno - 1]
        if "noqa" in line or alias.asname == alias.name or self.imported_from_here(variable.name):
            return False
        gone = draft.unimported.setdefault(statement, set())
        if len(gone) + 1 < len(statement.names):
            if isinstance(statement, ast.Import):
                return False
            gone.add(alias)
            return True
        modules, path = draft.modules, draft.source.path
        if modules is not None and modules.is_needed(path, statement):
            return False
        try:
            draft.remove(statement)
        except Refusal:
            return False
        return True


def _unpacked(draft: Draft, target: ast.Name) -> ast.expr | None:
    """What `a, b = 1, 2` takes apart, where the names get one value each."""
    parent = draft.source.parents[target]
    match draft.source.parents.get(parent):
        case ast.Assign(
            targets=[ast.Tuple(elts=names) as only], value=ast.Tuple(elts=parts) as value
        ):
            plain = all(isinstance(name, ast.Name) for name in names)
            starred = any(isinstance(part, ast.Starred) for part in parts)
            if only is parent and plain and not starred and len(names) == len(parts):
                return value
    return None


def _exported(draft: Draft) -> set[str]:
    found: set[str] = set()
    for statement in draft.source.tree.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else []
        if isinstance(statement, ast.AugAssign | ast.AnnAssign):
            targets = [statement.target]
        if any(isinstance(t, ast.Name) and t.id == "__all__" for t in targets):
            found |= {
                node.value
                for node in walk(statement)
                if isinstance(node, ast.Constant) and isinstance(node.value, str)
            }
    return found
