"""The URL of a routed call: what it had before the endpoint's path, then the path that was chosen."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass

from migrator.model.values import Known, Value
from migrator.rewrite.edits import Refusal
from migrator.rewrite.source import Source

_PLAIN = re.compile(r"""(?P<prefix>[fF]?)(?P<quote>["'])(?P<text>[^"'\\\n]*)(?P=quote)""")
_NOT_A_TAIL = "Its URL doesn't end with the endpoint's path where it is written."


@dataclass(frozen=True, slots=True)
class RoutedUrl:
    """How to write the URL of one call: `path` is the variable with the path that was chosen.

    `endpoint` is the per-session path, `agents` the template of an agent's.
    """

    source: Source
    endpoint: str
    agents: str
    path: str

    def text(self, node: ast.expr, value: Value) -> str:
        """The expression to write for a URL of that value. Raises Refusal."""
        if isinstance(value, Known) and not isinstance(node, ast.Constant | ast.JoinedStr):
            known = value.value
            if isinstance(known, str) and self._is_part(known):
                return self._from(known)
        return self._text(node)

    def _text(self, node: ast.expr) -> str:
        source = self.source
        match node:
            case ast.Constant(value=str(text)) if self._is_part(text):
                return self._from(text)
            case ast.JoinedStr(values=[ast.FormattedValue(only, -1, None)]):
                # The whole URL, not the path at its end.
                return self._text(only)
            case ast.Constant(value=str()) | ast.JoinedStr():
                return self._string(node)
            case ast.BinOp(left=ast.Constant(value=str(text)) as template, op=ast.Mod()):
                return self._filled(node, template, text)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                kept = source.text[source.start(node) : source.start(right)]
                return kept + self._operand(left, right)
            case ast.Call(
                func=ast.Name(id="urljoin") | ast.Attribute(attr="urljoin"),
                args=[_, tail],
                keywords=[],
            ):
                return self._around(node, tail)
            case ast.Call(
                func=ast.Name(id="URL" | "str") | ast.Attribute(attr="URL" | "join"),
                args=[tail],
                keywords=[],
            ):
                return self._around(node, tail)
            case ast.Name() | ast.Attribute() | ast.Call() | ast.Subscript():
                written = source.slice(node)
                return f"{written}.removesuffix({self._quoted(self.endpoint)}) + {self.path}"
        raise Refusal(_NOT_A_TAIL)

    def _filled(self, node: ast.expr, template: ast.Constant, text: str) -> str:
        """A template that `%` fills, without the path at its end, and the path that was chosen."""
        source = self.source
        written = source.slice(template)
        found = _PLAIN.fullmatch(written)
        if found is None or found["prefix"] or not text.endswith(self.endpoint):
            raise Refusal(_NOT_A_TAIL)
        kept = f"{found['quote']}{found['text'].removesuffix(self.endpoint)}{found['quote']}"
        return f"{kept}{source.text[source.end(template) : source.end(node)]} + {self.path}"

    def _around(self, node: ast.expr, tail: ast.expr) -> str:
        source = self.source
        before = source.text[source.start(node) : source.start(tail)]
        after = source.text[source.end(tail) : source.end(node)]
        return before + self._text(tail) + after

    def _operand(self, left: ast.expr, right: ast.expr) -> str:
        """What is added at the end: a name there stands for the path, or a part of it."""
        if isinstance(right, ast.Name | ast.Attribute) and not isinstance(left, ast.Constant):
            return self.path
        return self._text(right)

    def _string(self, node: ast.expr) -> str:
        written = self.source.slice(node)
        found = _PLAIN.fullmatch(written)
        if found is None:
            raise Refusal("The text of its URL is written in a way that the editor doesn't know.")
        text, quote = found["text"], found["quote"]
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[-1], ast.FormattedValue):
            last = node.values[-1]
            if last.conversion != -1 or last.format_spec is not None:
                raise Refusal(_NOT_A_TAIL)
            start = self.source.start(node)
            kept = written[: self.source.start(last.value) - start]
            return f"{kept}{self.path}}}{quote}"
        braces = re.compile(r"[{}]")
        tail = text.rpartition("}")[2] if isinstance(node, ast.JoinedStr) else text
        if not isinstance(node, ast.JoinedStr) and braces.search(text):
            raise Refusal(_NOT_A_TAIL)
        if tail.endswith(self.endpoint):
            return f"f{quote}{text.removesuffix(self.endpoint)}{{{self.path}}}{quote}"
        if not self._is_part(tail):
            raise Refusal(_NOT_A_TAIL)
        other = "'" if quote == '"' else '"'
        return f"f{quote}{text.removesuffix(tail)}{{{self._from(tail, other)}}}{quote}"

    def _is_part(self, text: str) -> bool:
        """Whether a text is the path, or as much of its end as agents' paths don't begin with."""
        return bool(text) and self.endpoint.endswith(text) and self._starts(text)

    def _starts(self, text: str) -> bool:
        return self.agents.startswith(self.endpoint.removesuffix(text))

    def _from(self, text: str, quote: str = "") -> str:
        """The part of the chosen path that takes the place of a part of the endpoint's."""
        missing = self.endpoint.removesuffix(text)
        if not missing:
            return self.path
        return f"{self.path}.removeprefix({self._quoted(missing, quote)})"

    def _quoted(self, text: str, quote: str = "") -> str:
        quote = quote or self.source.quote
        return f"{quote}{text}{quote}"
