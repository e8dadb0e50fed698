"""One source file as the editor sees it: its tree, and where each node stands in its text."""

from __future__ import annotations

import ast
import re

from migrator.find.syntax import children, walk
from migrator.model.values import Span

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_STRING_QUOTE = re.compile(r"""(?<![\w"'\\])[rRbBuUfF]{0,2}(["'])""")


class Source:
    """A parsed file. Offsets are in characters; `ast` columns, which are in bytes, stay inside.

    `tree` is the syntax tree of the text where it is known; others may look at it too. Raises
    SyntaxError when the text doesn't parse.
    """

    def __init__(self, path: str, text: str, tree: ast.Module | None = None) -> None:
        self.path = path
        self.text = text
        self.tree = tree or ast.parse(text)
        self.lines = [line for line in _LINE.findall(text) if line]
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line))
        self.parents: dict[ast.AST, ast.AST] = {}
        self._expressions: dict[tuple[int, int, int, int], ast.expr] = {}
        self._index(self.tree)
        self.quote = self._quote()

    def _index(self, root: ast.AST) -> None:
        pending = [root]
        while pending:
            node = pending.pop()
            for child in children(node):
                self.parents[child] = node
                pending.append(child)
                if isinstance(child, ast.expr):
                    self._expressions.setdefault(_position(child), child)

    def _quote(self) -> str:
        found = _STRING_QUOTE.findall(self.text)
        return "'" if found.count("'") > found.count('"') else '"'

    def class_around(self, node: ast.AST) -> ast.ClassDef | None:
        """The innermost class that a node stands in, or is."""
        current: ast.AST | None = node
        while current is not None and not isinstance(current, ast.ClassDef):
            current = self.parents.get(current)
        return current

    def expression(self, span: Span | None) -> ast.expr | None:
        """The expression that stands exactly there, or None."""
        if span is None:
            return None
        return self._expressions.get((span.line, span.column, span.end_line, span.end_column))

    def offset(self, line: int, column: int) -> int:
        """Character offset of a line (from 1) and a column (from 0, in UTF-8 bytes)."""
        text = self.lines[line - 1] if line <= len(self.lines) else ""
        if not text.isascii():
            column = len(text.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "ignore"))
        return self._starts[line - 1] + column

    def start(self, node: ast.expr | ast.stmt) -> int:
        """Character offset of its first character."""
        return self.offset(node.lineno, node.col_offset)

    def end(self, node: ast.expr | ast.stmt) -> int:
        """Character offset after its last character."""
        return self.offset(node.end_lineno or node.lineno, node.end_col_offset or 0)

    def slice(self, node: ast.expr | ast.stmt) -> str:
        """Its text."""
        return self.text[self.start(node) : self.end(node)]

    def line_start(self, line: int) -> int:
        """Character offset of a line (from 1); one past the last line gives the text's length."""
        return self._starts[line - 1]

    def statement(self, node: ast.AST) -> ast.stmt:
        """The innermost statement around the node, or the node when it is one."""
        while not isinstance(node, ast.stmt):
            node = self.parents[node]
        return node

    def suite(self, statement: ast.stmt) -> list[ast.stmt]:
        """The list of statements that it stands in."""
        parent = self.parents[statement]
        for _, members in ast.iter_fields(parent):
            if isinstance(members, list) and statement in members:
                return members
        raise ValueError("a statement stands in a suite of its parent")

    def top_level(self, node: ast.AST) -> ast.stmt:
        """The statement of the module that holds the node."""
        while self.parents[node] is not self.tree:
            node = self.parents[node]
        assert isinstance(node, ast.stmt)
        return node

    def indentation(self, offset: int) -> str:
        """The white space that the line of that offset begins with."""
        start = max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1
        line = self.text[start : self.text.find("\n", start) if "\n" in self.text[start:] else None]
        return line[: len(line) - len(line.lstrip(" \t\f"))]

    @property
    def indent(self) -> str:
        """One level of indentation in the file's style."""
        for node in walk(self.tree):
            body = getattr(node, "body", None)
            if not isinstance(node, ast.stmt) or not isinstance(body, list) or not body:
                continue
            inner, outer = (self.indentation(self.start(n)) for n in (body[0], node))
            if len(inner) > len(outer) and inner.startswith(outer):
                return inner[len(outer) :]
        return "    "


def _position(node: ast.expr) -> tuple[int, int, int, int]:
    return (node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0)
