"""Addresses: which texts of a program name an endpoint of the API, and don't merely speak of it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from migrator.read.module import last_name

if TYPE_CHECKING:
    from collections.abc import Collection

    from migrator.model.pack import RulePack
    from migrator.read.module import ModuleSource

TELLING = frozenset(
    {"critical", "debug", "echo", "error", "exception", "fail", "fatal", "info", "log", "print"}
    | {"skip", "trace", "warn", "warning", "write"}
)
_COMMAND = re.compile(r"\bcurl\b|\bwget\b|\bhttp(?:ie)? +POST\b|\bfetch\(|\baxios\b")
_HOST = re.compile(r"https?://([^/\s\"'{}$%]+)/?$")
_VARIABLE = re.compile(r"\$\w+$")
_HOLE = "{}"


class Addresses:
    """The endpoints of a rule pack, as `hosts` serve them."""

    def __init__(self, pack: RulePack, hosts: Collection[str]) -> None:
        self._hosts = frozenset(hosts)
        paths = "|".join(re.escape(endpoint.path) for endpoint in pack.endpoints)
        # What follows is the end, a query or quotes; a further part is another resource.
        self._path = re.compile(rf"(?P<path>{paths})(?![\w-])(?!/+[^\s\"'`?#)\]])")

    def place_in(self, text: str) -> int:
        """Where a text names an endpoint, 0 when it doesn't."""
        found = self._path.search(text)
        return found.start() if found is not None else 0

    def named_by(self, module: ModuleSource, node: ast.Constant) -> bool:
        """Whether a text, of an f-string this part, is the address of an endpoint.

        Another host's address is none, nor is a sentence in which the path stands.
        """
        text = str(node.value)
        if self._path.search(text) is None:
            return False
        parent = module.parents.get(node)
        if isinstance(parent, ast.Expr) or _goes_on(parent, node):
            return False
        whole = _whole(parent, node) if isinstance(parent, ast.JoinedStr) else text
        told = _is_told(module, node)
        return any(
            self._is_address(whole, found, told=told) for found in self._path.finditer(whole)
        )

    def _is_address(self, text: str, found: re.Match[str], *, told: bool) -> bool:
        before = text[: found.start()]
        if before[-1:].isalnum() and "//" not in before and not _VARIABLE.search(before):
            return False
        host = _HOST.search(before)
        if host is not None and host[1] not in self._hosts:
            return False
        if not any(sign.isspace() for sign in text.strip()):
            return True
        if told:
            return False
        if _COMMAND.search(text):
            return True
        return bool(before) and not before[-1].isspace() and before[-1] not in "`(,:"


def _goes_on(parent: ast.AST | None, node: ast.Constant) -> bool:
    """Whether a further part of the path is added, which makes it another resource."""
    added = isinstance(parent, ast.BinOp) and isinstance(parent.op, ast.Add)
    return added and getattr(parent, "left", None) is node and str(node.value).endswith("/")


def _whole(parent: ast.JoinedStr, node: ast.Constant) -> str:
    """An f-string with holes for what it puts in; ends with `node` if that is its last text."""
    parts = [str(p.value) if isinstance(p, ast.Constant) else _HOLE for p in parent.values]
    return "".join(parts)


def _is_told(module: ModuleSource, node: ast.AST) -> bool:
    """Whether the text is printed, logged or raised."""
    above: ast.AST | None = module.parents.get(node)
    while above is not None and not isinstance(above, ast.stmt):
        if isinstance(above, ast.Call) and last_name(above) in TELLING:
            return True
        above = module.parents.get(above)
    return isinstance(above, ast.Raise | ast.Assert)
