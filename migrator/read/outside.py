"""Code of the tree that changes what isn't its own: environment variables, parts of libraries."""

from __future__ import annotations

import ast
import re
from functools import cached_property
from typing import TYPE_CHECKING

from migrator.find.source import PYTHON_SUFFIXES, UnreadableSource, code_bytes, decode
from migrator.find.syntax import walk
from migrator.read.code_files import code_holding
from migrator.read.module import last_name
from migrator.read.parameters import defaults_of
from migrator.read.patching import (
    NAMING_LIBRARIES,
    importing,
    package_of,
    replaced_in,
    sends_for,
)
from migrator.read.trust import is_test

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from migrator.find.tree import SourceTree

_ANY = "*"
# One pattern each, since what a pattern begins with is searched for fast.
_SETS_ENVIRONMENT = tuple(
    re.compile(pattern)
    for pattern in (
        rb"environ\s*(?:\[[^\]\n]*\]\s*=[^=]|\|?=[^=])",
        rb"environ\s*\.(?:update|setdefault|pop|popitem|clear|__setitem__)\b",
        rb"putenv(?<!\wputenv)\b",
        rb"unsetenv(?<!\wunsetenv)\b",
        rb"del(?<!\wdel)\s+(?:os\.)?environ",
        # Under another name, or given to other code.
        rb"environ\s+as\s",
        rb"environ(?<!import environ)[\"']?\s*(?:[,)\]\r\n#]|\Z)",
    )
)
# They get the environment, and leave it as it is.
_LOOKING = frozenset(
    {"dict", "len", "list", "print", "repr", "set", "sorted", "str", "tuple", "bool", "copy"}
    | {"any", "deepcopy", "enumerate", "format", "format_map", "isinstance", "iter", "join"}
    | {"run", "Popen", "call", "check_call", "check_output", "execve"}
    # Of six, and of Werkzeug, whose headers of an environment can't be set.
    | {"iteritems", "iterkeys", "itervalues", "EnvironHeaders"}
)
_ASKING = frozenset({"get", "items", "keys", "values", "copy"})
_ENVIRONMENT = (b"environ", b"putenv", b"unsetenv", b"%env", b"%set_env")


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
        place = next((place for known, place in replaced if known == name), None)
        return f"{name} is replaced in {place}" if place else None

    def sender(self, library: str, package: str) -> str | None:
        """Where something is replaced that a library sends requests with, or None.

        `package` is the folder of the tree that the requests are sent in. Code of another one
        counts where it is imported from there, or by a file that lies beside the folders.
        """
        _, replaced = self._found
        for name, place in replaced:
            if sends_for(name, library) and self._runs_with(place.rpartition(":")[0], package):
                return f"{name} is replaced in {place}"
        return None

    def _runs_with(self, path: str, package: str) -> bool:
        own = package_of(path)
        if own in {"", package}:
            return True
        imported = importing(path)
        return any(
            package_of(other) in {"", package} and imported.search(self._tree.read(other))
            for other in self._tree.saying(own)
            if other.endswith(PYTHON_SUFFIXES) and not is_test(other)
        )

    @cached_property
    def prefixed(self) -> str | None:
        """Where names of environment variables get a prefix while other code runs, or None."""
        for path in self._tree.search([b".prefixed("]):
            if path.endswith(".py") and not is_test(path):
                return f"names get a prefix in {path}"
        return None

    @cached_property
    def _found(self) -> tuple[dict[str, str], list[tuple[str, str]]]:
        variables: dict[str, str] = {}
        replaced: list[tuple[str, str]] = []
        for path in code_holding(self._tree, *_ENVIRONMENT):
            for name, line in self._tree.once(_variables_set, path):
                if name in {_ANY, name.lstrip(_ANY)}:
                    variables.setdefault(name, f"{path}:{line}")
                elif _ANY not in variables and self._may_change(name.lstrip(_ANY)):
                    variables[_ANY] = f"{path}:{line}"
        for path in code_holding(self._tree, *NAMING_LIBRARIES):
            for name, line in self._tree.once(replaced_in, path):
                replaced.append((name, f"{path}:{line}"))
        return variables, replaced

    def _may_change(self, called: str) -> bool:
        """Whether what is called so may change the environment that it is given.

        That is code of this tree: libraries don't change what they are given to read.
        """
        return called == "dict" or bool(code_holding(self._tree, f"def {called}(".encode()))


def _variables_set(path: str, data: bytes) -> list[tuple[str, int]]:
    """Environment variables that a file sets, with the lines.

    `*` stands for any, `*name` for any if a function of that name changes what it is given.
    """
    code = code_bytes(path, data)
    if not any(pattern.search(code) for pattern in _SETS_ENVIRONMENT):
        return []
    return list(_settings_of(path, data))


def _settings_of(path: str, data: bytes) -> Iterator[tuple[str, int]]:
    try:
        tree = ast.parse(decode(path, data).text)
    except (SyntaxError, ValueError, RecursionError, UnreadableSource):
        return
    nodes = list(walk(tree))
    owners = {"os.environ"}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "os":
            owners |= {a.asname or a.name for a in node.names if a.name == "environ"}
        if isinstance(node, ast.Import):
            owners |= {f"{a.asname}.environ" for a in node.names if a.name == "os" and a.asname}
    owners |= {name for node in nodes for name in _other_names(node, owners) if name}
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    for node in nodes:
        found = list(_set_by(node, owners))
        if found and not (isinstance(node, ast.Call) and _is_to_look(node, functions)):
            for name in found:
                yield name, getattr(node, "lineno", 1)


def _is_to_look(call: ast.Call, functions: Sequence[ast.FunctionDef]) -> bool:
    """Whether a call goes to one of `functions` that only looks at what it is given."""
    name = _dotted(call.func).removeprefix("self.")
    called = [function for function in functions if function.name == name]
    return bool(called) and all(map(_only_looks, called))


def _only_looks(function: ast.FunctionDef) -> bool:
    """Whether a function does no more with its parameters than to ask them for something."""
    given = function.args
    names = {each.arg for each in (*given.posonlyargs, *given.args, *given.kwonlyargs)} - {"self"}
    nodes = walk(function)
    asked = {
        call.func.value
        for call in nodes
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
        if call.func.attr in _ASKING
    }
    asked |= {
        n.value for n in nodes if isinstance(n, ast.Subscript) and isinstance(n.ctx, ast.Load)
    }
    asked |= {n.iter for n in nodes if isinstance(n, ast.For)}
    asked |= {n.comparators[0] for n in nodes if isinstance(n, ast.Compare)}
    used = {n for n in nodes if isinstance(n, ast.Name) and n.id in names}
    return given.vararg is None and given.kwarg is None and used <= asked


def _other_names(node: ast.AST, owners: Collection[str]) -> Iterator[str]:
    """Names that an assignment, or a parameter's default, gives the environment."""
    match node:
        case ast.Assign(targets=targets, value=value) if _dotted(value) in owners:
            yield from (_dotted(target) for target in targets)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            if _dotted(value) in owners:
                yield _dotted(target)
        case ast.arguments():
            for parameter, default in defaults_of(node):
                if _dotted(default) in owners:
                    yield parameter.arg


def _set_by(node: ast.AST, owners: set[str]) -> Iterator[str]:
    match node:
        case ast.Subscript(value=owner, slice=key, ctx=ast.Store() | ast.Del()):
            if _dotted(owner) in owners:
                yield _text(key)
        case ast.Attribute(ctx=ast.Store()):
            if _dotted(node) in owners:
                yield _ANY
        case ast.AugAssign(target=ast.Name(id=name)) if name in owners:
            yield _ANY
        case ast.Subscript(slice=ast.Constant(value="environ")):
            yield _ANY
        case ast.Attribute(attr="environ", value=ast.Call() | ast.Subscript()):
            yield _ANY
        case ast.Call(func=ast.Attribute(value=owner, attr=method)):
            if method in {"putenv", "unsetenv"}:
                yield _text(node.args[0]) if node.args else _ANY
            elif _dotted(owner) in owners:
                yield from _set_by_method(node, method)
            elif _is_given(node, owners):
                yield f"{_ANY}{method}"
        case ast.Call() if _is_given(node, owners):
            yield f"{_ANY}{last_name(node)}"


def _dotted(node: ast.expr) -> str:
    """A name with at most one attribute, as code spells it; nothing for other code."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=ast.Name(id=name), attr=attribute):
            return f"{name}.{attribute}"
    return ""


def _is_given(call: ast.Call, owners: Collection[str]) -> bool:
    """Whether a call gives the environment to code that may change it."""
    called = last_name(call)
    if called in _LOOKING and not (called == "dict" and isinstance(call.func, ast.Attribute)):
        return False
    return any(
        given.value == "os.environ" if isinstance(given, ast.Constant) else _dotted(given) in owners
        for given in call.args
    )


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
