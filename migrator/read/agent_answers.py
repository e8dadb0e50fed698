"""Answers of the API that describe an agent: which agent was read, and what of it a value is.

Code that reads its agent and sends again what it read has the agent's id in scope.
"""

from __future__ import annotations

import ast
from dataclasses import replace
from typing import TYPE_CHECKING

from migrator.model.values import AgentPart, Known, PerRequest, Value
from migrator.read.abstract import ExternalRef
from migrator.read.endpoints import agent_at
from migrator.read.origins import of_body
from migrator.read.strings import source_text

if TYPE_CHECKING:
    from migrator.read.abstract import Abstract
    from migrator.read.arguments import Arguments
    from migrator.read.origins import Trail
    from migrator.read.program import Program
    from migrator.read.sent import Sent

_CONTENT = frozenset({"json", "text", "read", "content", "get"})
_LOADERS = frozenset({"json.load", "json.loads"})


def answer(unknown: PerRequest, sent: Sent, program: Program) -> PerRequest:
    """What a request returns, which is an agent when it reads one."""
    if sent.method != Known("GET"):
        return unknown
    agent = agent_at(sent.url, sent.base_url, program.pack, program.hosts)
    if agent is None:
        return unknown
    return replace(unknown, agent=AgentPart(_written(agent, sent.url_trail) or _shown(agent)))


def item(owner: PerRequest, index: Abstract, unknown: PerRequest) -> PerRequest:
    """`owner[index]`, which is a part of the agent that `owner` is."""
    match owner.agent, index:
        case AgentPart(agent=agent, keys=keys), Known(value=str(key)):
            return replace(unknown, agent=AgentPart(agent, (*keys, key)))
    return unknown


def attribute(owner: PerRequest, name: str, unknown: PerRequest) -> PerRequest:
    """`owner.name`, which speaks of the same agent where it is a way to the answer's content."""
    return replace(unknown, agent=owner.agent) if owner.agent and name in _CONTENT else unknown


def called(
    target: Abstract, node: ast.Call, arguments: Arguments, result: PerRequest
) -> PerRequest:
    """What calling `target` returns, which is not known but may be an agent."""
    first = arguments.positional[0] if arguments.positional else None
    if isinstance(target, ExternalRef):
        if isinstance(first, PerRequest) and target.name in _LOADERS:
            return replace(result, agent=first.agent)
        return result
    if not isinstance(target, PerRequest) or target.agent is None:
        return result
    if isinstance(node.func, ast.Attribute) and node.func.attr == "get":
        return item(target, first, result) if first is not None else result
    return replace(result, agent=target.agent)


def _written(agent: Value, trail: Trail | None) -> str | None:
    """How the code around the calls that lead to a request writes the end of its URL."""
    if trail is None:
        return None
    if trail.spot.value == agent:
        return ast.unparse(trail.spot.node)
    match trail.spot.node:
        case ast.JoinedStr(values=[*_, ast.FormattedValue(value=end)]):
            pass
        case ast.BinOp(op=ast.Add(), right=end):
            pass
        case _:
            return None
    spot = of_body(replace(trail.spot, node=end, member=None)).spot
    return None if spot.member is not None else ast.unparse(spot.node)


def _shown(agent: Value) -> str:
    """An agent's id as a value, where it isn't seen how it is written."""
    match agent:
        case PerRequest(text=text):
            return text
        case Known(value=value):
            return repr(value)
    return source_text(agent)
