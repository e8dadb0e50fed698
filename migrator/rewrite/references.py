"""The module constant that holds an agent's id: where it goes, and the import it needs."""

from __future__ import annotations

import ast
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from migrator.model.values import Coded
from migrator.rewrite.draft import Draft
from migrator.rewrite.edits import AgentReference, Refusal
from migrator.rewrite.id_imports import id_imports
from migrator.rewrite.imports import import_os, is_docstring, is_preamble
from migrator.rewrite.names import Variable, is_load
from migrator.rewrite.picks import (
    AgentTable,
    Constant,
    TableKey,
    enumerations_in,
    held,
    imported,
)
from migrator.rewrite.rendering import Insertion

_DEFINITION = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_IMPORT = (ast.Import, ast.ImportFrom)


@dataclass(frozen=True, slots=True)
class _Environ:
    """How the file spells `os.environ`, and the import that this needs, if any."""

    text: str
    imported_by: ast.stmt | None


def check_reference(draft: Draft, reference: Constant) -> None:
    """Raises Refusal when the reference's name means something else in the file already."""
    name = reference.name
    if not name.isidentifier():
        raise Refusal(f"`{name}` can't be the name of a constant.")
    if draft.names.bound_anywhere(name) and existing(draft, reference) is None:
        raise Refusal(f"`{name}` is already the name of something else in this file.")
    if _is_environment(reference):
        _environ(draft)
    if isinstance(reference, AgentTable):
        _needed_above(draft, reference)
        for each in imported([reference]):
            check_reference(draft, each)


def _needed_above(draft: Draft, constant: Constant) -> list[ast.stmt]:
    """The statements of the module that bind what the keys of a table need.

    Raises Refusal where the file doesn't know an enumeration by its name.
    """
    found = []
    for name in sorted(enumerations_in(constant)):
        occurrences = draft.names.occurrences[Variable(draft.names.module, name)]
        bound = [draft.source.top_level(o) for o in occurrences if not is_load(o)]
        elsewhere = any(name in s.bound for s in draft.names.scopes if not s.is_module)
        if elsewhere or len(bound) != 1 or not isinstance(bound[0], ast.ClassDef | ast.ImportFrom):
            raise Refusal(f"The agents would be looked up by {name}, which this file doesn't know.")
        found += bound
    return found


def _is_environment(reference: Constant) -> bool:
    return any(each.kind == "env" for each in held(reference))


def existing(draft: Draft, reference: Constant) -> ast.stmt | None:
    """The module's statement that defines the reference already, with the same value."""
    names = draft.names
    if any(reference.name in scope.bound for scope in names.scopes if not scope.is_module):
        return None
    stores = [
        node
        for node in names.occurrences[Variable(names.module, reference.name)]
        if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load))
    ]
    statement = draft.source.parents[stores[0]] if len(stores) == 1 else None
    if isinstance(reference, AgentReference) and reference.module is not None:
        found = [s for s in reference.module.imports_in(draft.source.tree) if s is statement]
        return found[0] if found else None
    if not isinstance(statement, ast.Assign) or statement not in draft.source.tree.body:
        return None
    wanted = _written(draft, reference, "'")
    same = ast.dump(statement.value) == ast.dump(ast.parse(wanted, mode="eval").body)
    return statement if same else None


def _written(draft: Draft, constant: Constant, quote: str) -> str:
    """The value of a constant as code."""
    if isinstance(constant, AgentTable):
        entries = (
            f"{_key(key, quote)}: {_written(draft, entry, quote)}"
            for key, entry in constant.entries
        )
        return f"{{{', '.join(entries)}}}"
    if constant.kind == "module":
        return constant.name
    if constant.kind == "literal":
        return _quoted(constant.value, quote)
    return f"{_environ(draft).text}[{quote}{constant.name}{quote}]"


def insertions(
    draft: Draft, references: Sequence[Constant], before: Collection[ast.stmt]
) -> list[Insertion]:
    """The lines that define the references, above the module's statements that need them.

    Raises Refusal when no place above `before` will do.
    """
    missing = [r for r in references if existing(draft, r) is None and not _is_imported(r)]
    if not missing:
        return []
    source = draft.source
    place = _Place(draft, before)
    lines: list[str] = []
    inserted: list[Insertion] = []
    for reference in missing:
        lines += _definition(draft, reference)
        for statement in _needed_above(draft, reference):
            place.go_below(statement)
        if not _is_environment(reference):
            continue
        environ = _environ(draft)
        place.go_below_loading_of_environment()
        if environ.imported_by is None:
            if not any(i.lines[:1] == ("import os",) for i in inserted):
                inserted.append(import_os(source))
        else:
            place.go_below(environ.imported_by)
    inserted.append(place.insertion(lines))
    return inserted


def imports(draft: Draft, references: Sequence[Constant]) -> list[Insertion]:
    """The lines that import the references which stand in a module of their own."""
    return id_imports(draft, [r for r in imported(references) if existing(draft, r) is None])


def _is_imported(reference: Constant) -> bool:
    return isinstance(reference, AgentReference) and reference.module is not None


def names_needed(draft: Draft, references: Sequence[Constant]) -> set[str]:
    """Names of the module that the new constants read."""
    if not any(_is_environment(r) and existing(draft, r) is None for r in references):
        return set()
    return {_environ(draft).text.split(".")[0]}


def _definition(draft: Draft, constant: Constant) -> list[str]:
    """The lines that define a constant; a table has an entry a line."""
    source = draft.source
    if isinstance(constant, AgentReference):
        return [f"{constant.name} = {_written(draft, constant, source.quote)}"]
    return [f"{constant.name} = {{", *_entry_lines(draft, constant, source.indent), "}"]


def _entry_lines(draft: Draft, table: AgentTable, indentation: str) -> list[str]:
    """A line an entry, whatever its length: ids aren't known yet."""
    source, found = draft.source, []
    for key, entry in table.entries:
        head = f"{indentation}{_key(key, source.quote)}:"
        if isinstance(entry, AgentTable):
            inner = _entry_lines(draft, entry, indentation + source.indent)
            found += [f"{head} {{", *inner, f"{indentation}}},"]
        else:
            found.append(f"{head} {_written(draft, entry, source.quote)},")
    return found


def _key(key: TableKey, quote: str) -> str:
    if isinstance(key, tuple):
        return f"({', '.join(_key(part, quote) for part in key)})"
    return key.code if isinstance(key, Coded) else _quoted(key, quote)


def _quoted(value: str, quote: str) -> str:
    if not value.isprintable():
        return repr(value)
    text = value.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    return f"{quote}{text}{quote}"


def _environ(draft: Draft) -> _Environ:
    """How the file reaches the environment. Raises Refusal when it can't call `os` by its name."""
    names = draft.names
    for variable, occurrences in names.occurrences.items():
        if not variable.scope.is_module:
            continue
        bindings = [node for node in occurrences if not is_load(node)]
        texts = {_environ_text(draft, node) for node in bindings}
        text = texts.pop() if len(texts) == 1 else None
        if text is not None:
            last = max((draft.source.top_level(b) for b in bindings), key=lambda s: s.lineno)
            return _Environ(text, last)
    if "os" in names.module.bound:
        raise Refusal("`os` is the name of something else in this file.")
    return _Environ("os.environ", None)


def _environ_text(draft: Draft, node: ast.AST) -> str | None:
    if not isinstance(node, ast.alias):
        return None
    statement = draft.source.parents[node]
    if isinstance(statement, ast.ImportFrom):
        is_environ = (statement.module, node.name, statement.level) == ("os", "environ", 0)
        return node.asname or node.name if is_environ else None
    if node.name == "os" or (node.name == "os.path" and node.asname is None):
        return f"{node.asname or 'os'}.environ"
    return None


class _Place:
    """Where the constants go: with those that follow the imports, or right after the imports."""

    def __init__(self, draft: Draft, before: Collection[ast.stmt]) -> None:
        self.source = draft.source
        self.body = body = [s for s in draft.source.tree.body if s not in draft.removed]
        self.limit = min((body.index(s) for s in before if s in body), default=len(body))
        self.floor = 0
        self.anchor = self._anchor(body)

    def go_below(self, statement: ast.stmt) -> None:
        """Raises Refusal when that is too late for what needs the constant."""
        position = self.body.index(statement) + 1
        if position > self.limit:
            what = (
                "An enumeration is defined"
                if isinstance(statement, ast.ClassDef)
                else "`os` is imported"
            )
            raise Refusal(f"{what} below the place that needs the agent's id.")
        self.floor = max(self.floor, position)

    def go_below_loading_of_environment(self) -> None:
        """`load_dotenv()` and the like fill the environment that the constants read."""
        for position, statement in enumerate(self.body[: self.limit]):
            if isinstance(statement, _DEFINITION) or _is_main_guard(statement):
                return
            if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Call):
                continue
            if "env" in ast.unparse(statement.value.func):
                self.floor = max(self.floor, position + 1)

    def _anchor(self, body: list[ast.stmt]) -> int:
        """How many statements stand above the constants."""
        head = 0
        last_constant = None
        for position, statement in enumerate(body[: self.limit]):
            if isinstance(statement, _DEFINITION) or _is_main_guard(statement):
                break
            if _is_import(statement) or is_docstring(statement, position):
                head, last_constant = position + 1, None
            elif _is_constant(statement):
                last_constant = position + 1
        return last_constant or head

    def insertion(self, lines: Sequence[str]) -> Insertion:
        """The constants with the blank lines that they need around them."""
        body = self.body
        anchor = max(self.anchor, self.floor)
        if anchor == 0:
            return self._at_top(lines)
        above = body[anchor - 1]
        line = (above.end_lineno or above.lineno) + 1
        if anchor < len(body) and body[anchor].lineno == above.end_lineno:
            raise Refusal("Two statements share a line where the agent's id would be defined.")
        text = list(lines)
        if not _is_constant(above):
            text.insert(0, "")
            if (
                anchor < len(body)
                and self.source.lines[line - 1 : line]
                and (self.source.lines[line - 1].strip())
            ):
                text.append("")
        return Insertion(line, tuple(text))

    def _at_top(self, lines: Sequence[str]) -> Insertion:
        body = self.source.tree.body
        first = body[0].lineno if body else 1
        decorators = getattr(body[0], "decorator_list", []) if body else []
        first = min([first, *(d.lineno for d in decorators)])
        while first > 1 and self.source.lines[first - 2].startswith("#"):
            first -= 1
        top = first
        while top <= len(self.source.lines) and is_preamble(self.source.lines[top - 1], top):
            top += 1
        blank = 2 if body and isinstance(body[0], _DEFINITION) else 1
        return Insertion(top, (*([""] if top > first else []), *lines, *[""] * blank))


def _is_import(statement: ast.stmt) -> bool:
    if isinstance(statement, _IMPORT):
        return True
    if isinstance(statement, ast.Try):
        return any(isinstance(s, _IMPORT) for s in statement.body)
    return isinstance(statement, ast.If) and all(isinstance(s, _IMPORT) for s in statement.body)


def _is_constant(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign):
        targets = [statement.target]
    else:
        return False
    return all(isinstance(t, ast.Name) and t.id.isupper() for t in targets)


def _is_main_guard(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.If) and "__name__" in ast.unparse(statement.test)
