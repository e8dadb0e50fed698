"""The tail of a URL inside one string literal: found, and replaced by the agent's path."""

from __future__ import annotations

import re
from dataclasses import dataclass

import libcst as cst

from migrator.model.pack import Endpoint, RulePack
from migrator.rewrite.edits import Refusal

_HOLE = re.compile(r"\{\w+\}")
_AFTER = r"(?P<after>/?(?:\?[^#]*)?)"
_MODULE = cst.Module([])


@dataclass(frozen=True, slots=True)
class PathChange:
    """What differs between an endpoint's path and the agent's, behind what both begin with."""

    old: str
    new: tuple[str, str]

    @classmethod
    def between(cls, endpoint: Endpoint, pack: RulePack) -> PathChange:
        """The change from the endpoint's path to the pack's path of an agent's connections."""
        old, new = endpoint.path.split("/"), pack.target.connections.split("/")
        common = 0
        while common < min(len(old), len(new)) - 1 and old[common] == new[common]:
            common += 1
        before, after = _HOLE.split("/".join(new[common:]))
        return cls("/".join(old[common:]), (before, after))

    @property
    def placeholder(self) -> str:
        """A keyword for the agent's id where a template needs one."""
        return "agent_id"

    def split(self, text: str) -> tuple[str, str] | None:
        """What stands before and after the part to replace, or None when it isn't the tail."""
        found = re.search(re.escape(self.old) + _AFTER + r"\Z", text)
        if found is None:
            return None
        before = text[: found.start()]
        return (before, found["after"]) if not before or before.endswith("/") else None

    def filled(self, hole: str) -> str:
        """The new part, with `hole` where the id goes."""
        return hole.join(self.new)


def parse(text: str) -> cst.BaseExpression:
    """An expression by itself, also one that goes over lines inside someone else's brackets."""
    try:
        return cst.parse_expression(text)
    except cst.ParserSyntaxError:
        return cst.parse_expression(f"({text}\n)")


def retargeted(text: str, change: PathChange, name: str) -> str | None:
    """A string literal with its tail replaced by an f-string that holds `name`.

    None when the literal doesn't end in the endpoint's tail. Raises Refusal for bytes and for
    literals that can't become an f-string as they stand.
    """
    tail = _last_literal(text)
    if tail is None:
        return None
    start, literal = tail
    if isinstance(literal, cst.FormattedString):
        new = _in_f_string(literal, change, name)
    else:
        new = _in_plain(literal, change, name)
    if new is None:
        return None
    return text[:start] + new + text[start + len(_MODULE.code_for_node(literal)) :]


def _last_literal(text: str) -> tuple[int, cst.SimpleString | cst.FormattedString] | None:
    node = parse(text)
    while isinstance(node, cst.ConcatenatedString):
        node = node.right
    if not isinstance(node, cst.SimpleString | cst.FormattedString) or node.lpar:
        return None
    start = text.rfind(_MODULE.code_for_node(node))
    return (start, node) if start >= 0 else None


def _in_plain(literal: cst.SimpleString, change: PathChange, name: str) -> str | None:
    parts = change.split(literal.raw_value)
    if parts is None:
        return None
    if "b" in literal.prefix.lower() or "\\N" in literal.raw_value:
        raise Refusal("The URL is a literal that can't hold the agent's id.")
    before, after = (part.replace("{", "{{").replace("}", "}}") for part in parts)
    prefix = "f" + literal.prefix.lower().replace("u", "")
    return f"{prefix}{literal.quote}{before}{change.filled(f'{{{name}}}')}{after}{literal.quote}"


def _in_f_string(literal: cst.FormattedString, change: PathChange, name: str) -> str | None:
    last = literal.parts[-1] if literal.parts else None
    if not isinstance(last, cst.FormattedStringText):
        return None
    parts = change.split(last.value)
    if parts is None:
        return None
    kept = "".join(_MODULE.code_for_node(part) for part in literal.parts[:-1])
    before, after = parts
    text = kept + before + change.filled(f"{{{name}}}") + after
    return literal.start + text + literal.end


def plain_tail(text: str) -> tuple[str, str, str] | None:
    """Opening (prefix and quote), raw content and closing quote of one plain string literal."""
    node = parse(text)
    if not isinstance(node, cst.SimpleString) or node.lpar or "b" in node.prefix.lower():
        return None
    return node.prefix + node.quote, node.raw_value, node.quote


def f_string_parts(text: str) -> tuple[str, str] | None:
    """Raw content and quote of an f-string or plain literal, as it stands inside an f-string."""
    node = parse(text)
    if isinstance(node, cst.FormattedString) and not node.lpar:
        content = "".join(_MODULE.code_for_node(part) for part in node.parts)
        return content, node.end
    return None
