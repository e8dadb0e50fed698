"""Deciding: the names in the code that decide where a request goes, and with which agent."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from migrator.model.values import Array, FromEnv, Known, OneOf, PerRequest, Record, Text

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from migrator.model.pack import RulePack
    from migrator.model.values import Condition
    from migrator.read.sent import Sent

_QUOTED = re.compile(r"`([^`]*)`")
_NAME = re.compile(r"[A-Za-z_]\w*")


def addressing_names(sent: Sent) -> Iterator[str]:
    """Names in what isn't known of where a request goes and of its key."""
    for part in (sent.url, sent.base_url, sent.headers):
        yield from names_told(part)
    if sent.library == "unknown" and isinstance(sent.node.func, ast.Attribute):
        yield from _NAME.findall(ast.unparse(sent.node.func.value))


def configuring_names(sent: Sent, pack: RulePack) -> Iterator[str]:
    """Names in what isn't known of the agent that a request describes.

    What only the session is about may be anything.
    """
    sessional = {rule.source.partition(".")[0] for rule in pack.fields if rule.scope == "session"}
    sessional -= {rule.source.partition(".")[0] for rule in pack.fields if rule.scope != "session"}
    if not isinstance(sent.body, Record):
        yield from names_told(sent.body)
        return
    for entry in sent.body.entries:
        if entry.key not in sessional:
            yield from names_told(entry.value)
            for condition in entry.when:
                yield from _names_asked(condition)
    if sent.body.rest is not None:
        yield from names_told(sent.body.rest)


def _names_asked(condition: Condition) -> Iterator[str]:
    """Names in a condition, and in what it asks as the function says it that is being read."""
    yield from _NAME.findall(condition.text)
    for answer in condition.answers:
        if answer.question.via:
            yield from _NAME.findall(answer.question.text)


def names_told(amount: Hashable) -> Iterator[str]:
    """Names in the expressions of whatever isn't known in a value."""
    match amount:
        case PerRequest(text=text, why=why):
            yield from _NAME.findall(text)
            for quoted in _QUOTED.findall(why):
                yield from _NAME.findall(quoted)
        case Known() | FromEnv():
            return
        case Text(parts=parts):
            for part in parts:
                yield from names_told(part)
        case Array(items=items):
            for item in items:
                yield from names_told(item)
        case Record(entries=entries, rest=rest):
            for entry in entries:
                yield from names_told(entry.value)
            if rest is not None:
                yield from names_told(rest)
        case OneOf(cases=cases):
            for case in cases:
                yield from _names_asked(case.when)
                yield from names_told(case.value)
        case tuple():
            for each in amount:
                yield from names_told(each)
