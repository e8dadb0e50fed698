"""Finds the session calls of a test case the simple way, and asks for their edits."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from migrator.model.pack import RulePack
from migrator.model.sites import CallSite, SiteKind
from migrator.model.values import Known, PerRequest, Span
from migrator.rewrite.edits import AgentReference, SiteEdit
from migrator.rewrite.picks import Named

RULES = Path(__file__).parents[2] / "rules" / "connections_to_agents.toml"
PACK = RulePack.model_validate(tomllib.loads(RULES.read_text(encoding="utf-8")))
UNKNOWN = PerRequest("…", "not looked at")


@dataclass(frozen=True, slots=True)
class Case:
    """What `case.toml` may say of a case; without one, the defaults."""

    kind: str = "literal"
    names: tuple[str, ...] = ("SUPPORT_AGENT_ID",)
    used_elsewhere: frozenset[str] = frozenset()
    url: str | None = None

    @classmethod
    def load(cls, folder: Path) -> Case:
        file = folder / "case.toml"
        if not file.exists():
            return cls()
        said = tomllib.loads(file.read_text(encoding="utf-8"))
        return cls(
            said.get("kind", "literal"),
            tuple(said.get("names", ["SUPPORT_AGENT_ID"])),
            frozenset(said.get("used_elsewhere", ())),
            said.get("url"),
        )


def site_edits(path: str, text: str, case: Case | None = None) -> list[SiteEdit]:
    """An edit for each POST to a per-session endpoint, in the order of the file."""
    case = case or Case()
    tree = ast.parse(text)
    written = _Assignments(tree)
    edits: list[SiteEdit] = []
    for call in sorted(_calls(tree), key=lambda c: (c.lineno, c.col_offset)):
        url, body = _url(call), _body(call, written)
        if url is None or body is None:
            continue
        address = written.spelt_out(url) if case.url is None else case.url
        if "connections" not in address or "agents" in address:
            continue
        name = case.names[min(len(edits), len(case.names) - 1)]
        site = _site(f"{path}:{call.lineno}", path, call, url, body, address, case)
        edits.append(_edit(site, name, case))
    return edits


def _edit(site: CallSite, name: str, case: Case) -> SiteEdit:
    keep: set[str] = set()
    drop: set[str] = set()
    members: dict[str, set[str]] = {}
    for rule in PACK.fields:
        top, *rest = rule.source_path
        (keep if rule.scope == "session" else drop).add(top)
        if rule.scope != "session" and rest:
            members.setdefault(top, set()).add(rest[0])
    split = {key: frozenset(members[key]) for key in keep & drop}
    value = "agent_7f3c" if name == "SUPPORT_AGENT_ID" else f"agent_{name.lower()}"
    reference = AgentReference("env" if case.kind == "env" else "literal", name, value)
    return SiteEdit(site, Named(reference), frozenset(keep), frozenset(drop), split)


def _site(
    key: str, path: str, call: ast.Call, url: ast.expr, body: ast.expr, address: str, case: Case
) -> CallSite:
    websocket = "ws-connections" in address
    return CallSite(
        id=key,
        kind=SiteKind.PER_SESSION,
        path=path,
        span=span(path, call),
        function="",
        client="requests",
        endpoint="ws-connections" if websocket else "connections",
        channel="websocket" if websocket else "webrtc",
        url=UNKNOWN if case.url is None else Known(case.url),
        url_span=span(path, url),
        body=UNKNOWN,
        body_span=span(path, body),
        encoding="json",
        base_url=UNKNOWN,
        api_key=UNKNOWN,
    )


def span(path: str, node: ast.expr) -> Span:
    return Span(path, node.lineno, node.col_offset, node.end_lineno or 0, node.end_col_offset or 0)


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
        if name in ("post", "request", "Request"):
            yield node


def _url(call: ast.Call) -> ast.expr | None:
    given = {k.arg: k.value for k in call.keywords}
    if "url" in given:
        return given["url"]
    position = 1 if call.args and ast.unparse(call.args[0]) == "'POST'" else 0
    return call.args[position] if len(call.args) > position else None


def _body(call: ast.Call, written: _Assignments) -> ast.expr | None:
    given = {k.arg: k.value for k in call.keywords}
    body = given.get("json") or given.get("data") or given.get("content")
    while body is not None:
        if isinstance(body, ast.Name) and (dumped := written.dumped(body.id)) is not None:
            body = dumped
        elif isinstance(body, ast.Call) and isinstance(body.func, ast.Attribute):
            if body.func.attr not in ("encode", "dumps"):
                return body
            body = body.func.value if body.func.attr == "encode" else body.args[0]
        else:
            return body
    return None


@dataclass
class _Assignments:
    """Every `name = value` and `self.name = value`, whatever its scope."""

    tree: ast.AST
    values: dict[str, ast.expr] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        self.values[target.id] = node.value
                    elif isinstance(target, ast.Attribute):
                        self.values[target.attr] = node.value

    def dumped(self, name: str) -> ast.expr | None:
        value = self.values.get(name)
        return value if value is not None and "json.dumps" in ast.unparse(value) else None

    def spelt_out(self, node: ast.expr, depth: int = 4) -> str:
        """The expression's text with the texts of what its names hold."""
        text = ast.unparse(node)
        for child in ast.walk(node):
            name = child.attr if isinstance(child, ast.Attribute) else getattr(child, "id", None)
            if depth and isinstance(name, str) and name in self.values:
                text += self.spelt_out(self.values[name], depth - 1)
        return text
