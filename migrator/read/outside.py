"""Code of the tree that changes what isn't its own: environment variables, parts of libraries."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES, UnreadableSource, code_bytes, decode
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from collections.abc import Iterator

    from migrator.find.tree import SourceTree

_ANY = "*"
_SETS_ENVIRONMENT = re.compile(
    rb"environ\s*(?:\[[^\]\n]*\]\s*=[^=]|\.(?:update|setdefault|pop|popitem|clear|__setitem__)\b"
    rb"|\|?=[^=])|\b(?:putenv|unsetenv)\b|\bdel\s+(?:os\.)?environ"
)
_LIBRARIES = rb"(?:requests|httpx2?|aiohttp|urllib3?|http|json|copy)"
_REPLACES = re.compile(
    rb"(?m)^[ \t]*(%s(?:\.\w+)+)[ \t]*=(?!=)|setattr\(\s*(%s(?:\.\w+)*)\s*,\s*[\"'](\w+)"
    % (_LIBRARIES, _LIBRARIES)
)
_NEEDLES = [b"environ", b"putenv", b"unsetenv", b"%env", b"%set_env"]
_NEEDLES += [b"requests.", b"httpx.", b"httpx2.", b"aiohttp.", b"urllib", b"http.client."]
_NEEDLES += [b"json.", b"copy.", b"setattr("]
_SENDING = frozenset(
    {"post", "request", "send", "prepare", "prepare_body", "build_request", "urlopen", "_request"}
    | {"Session", "Client", "AsyncClient", "ClientSession", "Request", "HTTPConnection"}
)


class OutsideChanges:
    """What non-test code of a tree changes outside itself, found with one search."""

    def __init__(self, tree: SourceTree) -> None:
        self._tree = tree

    def environment(self, name: str) -> str | None:
        """Where an environment variable is set, or None."""
        variables, _ = self._found
        place = variables.get(name) or variables.get(_ANY)
        return f"the environment is changed in {place}" if place else None

    def function(self, name: str) -> str | None:
        """Where a library's function (`json.dumps`) is replaced, or None."""
        _, replaced = self._found
        place = replaced.get(name)
        return f"{name} is replaced in {place}" if place else None

    def sender(self, library: str) -> str | None:
        """Where something is replaced that a library sends requests with, or None."""
        _, replaced = self._found
        root = library.partition(".")[0]
        for name, place in replaced.items():
            if name.partition(".")[0] == root and name.rpartition(".")[2] in _SENDING:
                return f"{name} is replaced in {place}"
        return None

    @cached_property
    def _found(self) -> tuple[dict[str, str], dict[str, str]]:
        variables: dict[str, str] = {}
        replaced: dict[str, str] = {}
        for path in self._tree.search(_NEEDLES):
            if not path.endswith(PYTHON_SUFFIXES) or is_test(path):
                continue
            data = self._tree.read(path)
            code = code_bytes(path, data)
            for match in _REPLACES.finditer(code):
                dotted = match[1] or match[2] + b"." + match[3]
                line = code.count(b"\n", 0, match.start()) + 1
                replaced.setdefault(dotted.decode(), f"{path}:{line}")
            if _SETS_ENVIRONMENT.search(code):
                for name, line in _variables_set(path, data):
                    variables.setdefault(name, f"{path}:{line}")
        return variables, replaced


def _variables_set(path: str, data: bytes) -> Iterator[tuple[str, int]]:
    try:
        tree = ast.parse(decode(path, data).text)
    except (SyntaxError, ValueError, RecursionError, UnreadableSource):
        return
    owners = {"os.environ"}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            owners |= {a.asname or a.name for a in node.names if a.name == "environ"}
    for node in ast.walk(tree):
        for name in _set_by(node, owners):
            yield name, getattr(node, "lineno", 1)


def _set_by(node: ast.AST, owners: set[str]) -> Iterator[str]:
    match node:
        case ast.Subscript(value=owner, slice=key, ctx=ast.Store() | ast.Del()):
            if ast.unparse(owner) in owners:
                yield _text(key)
        case ast.Attribute(ctx=ast.Store()):
            if ast.unparse(node) in owners:
                yield _ANY
        case ast.AugAssign(target=ast.Name(id=name)) if name in owners:
            yield _ANY
        case ast.Call(func=ast.Attribute(value=owner, attr=method)):
            if method in {"putenv", "unsetenv"}:
                yield _text(node.args[0]) if node.args else _ANY
            elif ast.unparse(owner) in owners:
                yield from _set_by_method(node, method)


def _set_by_method(call: ast.Call, method: str) -> Iterator[str]:
    match method, call.args:
        case (("setdefault" | "pop" | "__setitem__"), [key, *_]):
            yield _text(key)
        case "update", _:
            yield from (keyword.arg or _ANY for keyword in call.keywords)
            for given in call.args:
                keys = given.keys if isinstance(given, ast.Dict) else [None]
                yield from (_text(key) for key in keys)
        case (("popitem" | "clear"), _):
            yield _ANY


def _text(node: ast.expr | None) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
    return _ANY
