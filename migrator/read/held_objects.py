"""Objects that instances hold: where code that is not read with their class may change one."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from migrator.find.source import code_bytes
from migrator.find.syntax import walk
from migrator.read.clients import SENDING_NAMES
from migrator.read.code_files import code_holding
from migrator.read.module import last_name
from migrator.read.reaching import module_functions, reaching_for, reaching_for_own

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from migrator.find.tree import SourceTree
    from migrator.read.class_uses import ClassUses
    from migrator.read.reaching import Reach

_READ = re.compile(
    rb"\s*\.\s*(?:get|items|keys|values|copy)\s*\(|\s*\[[^\[\]\n]*\](?!\s*[\[.(])(?![^\n]*=)"
)
_DELETED = re.compile(rb"\bdel\b[^\n]*$")
_IMPORTED = re.compile(rb"(?m)^[ \t]*(?:from|import)\b[^\n]*$")
_MEMBER = re.compile(rb"\s*\.\s*(\w+)")
_OF_A_CLIENT = frozenset({"headers", "auth", "hooks", "event_hooks", "base_url", "params", "mount"})
_SET_ON_CLIENT = re.compile(rb"([\w.]*)\.(headers|auth|hooks|event_hooks|base_url|mount)\b")
_KEY = re.compile(rb"\s*\[\s*[\"']([^\"'\n]*)[\"']\s*\]")
_ENTRIES = re.compile(rb"\s*\.\s*(?:update|setdefault)\(\s*(\{[^{}]*\}|[\"'][^\"'\n]*[\"'])")
_NAME = re.compile(rb"[\"']([^\"'\n]*)[\"']\s*(?::|$)")
# Headers that neither choose a project nor say how to read a body.
_NO_KEYS = frozenset(
    {b"authorization", b"accept", b"accept-language", b"user-agent", b"cookie", b"referer"}
    | {b"origin", b"x-request-id", b"x-correlation-id", b"x-trace-id", b"traceparent"}
)
_CALLED = re.compile(rb"\s*\([^()]*\)")
_STORED = re.compile(rb"\s*=(?!=)")
_MADE = rb"\b%s\s*=\s*[\w.]*(?:Session|session|Client|AsyncClient|ClientSession|PoolManager)\("
_READING_METHODS = frozenset({"get", "items", "keys", "values", "copy", "index", "count"})
_READING_CALLS = frozenset({"dict", "list", "tuple", "set", "len", "sorted", "str", "bool"})
_READING_CALLS |= {"deepcopy", "copy", "dumps", "isinstance", "repr", "any", "all"}
_SENT_AS = frozenset({"headers", "json", "data", "params", "content"})


class HeldObjects:
    """Finds code that may change a dict, list or HTTP client which instances hold.

    Code of the class itself, and of those in its file that make the object too, is read; this is
    about all other code.
    """

    def __init__(self, tree: SourceTree, uses: ClassUses) -> None:
        self._tree, self._uses = tree, uses
        self._found: dict[tuple[str, str], str | None] = {}
        self._clients_change: dict[bytes, str | None] = {}

    def data_changed(
        self, name: str, *, flat: bool, held_by: tuple[str, str] | None = None
    ) -> str | None:
        """Where code reaches for a dict or list `name` of something but `self` or `cls`.

        A `flat` one holds nothing that can be changed, so that to read from it is harmless.
        `held_by` is the path of a class and what its instances call that something: what the class
        does to it by `self` is read.
        """
        key = (name, f"{'flat' if flat else 'deep'} {held_by}")
        if key not in self._found:

            def skips(path: str, data: bytes, owner: int) -> bool:
                if held_by is None:
                    return False
                return path == held_by[0] and data.endswith(f"self.{held_by[1]}".encode(), 0, owner)

            self._found[key] = self._first(
                name, lambda data, end: _is_change(data, end, flat), skips
            )
        return self._found[key]

    def client_changed(self, name: str, *, called: bool) -> str | None:
        """Where code may change the HTTP client `name` of something but `self` or `cls`.

        With `called` it is a method of that name that gives the client.
        """
        key = (name, "given client" if called else "client")
        if key not in self._found:
            aliased = self.clients_changed(name) is not None

            def changes(data: bytes, end: int) -> bool:
                call = _CALLED.match(data, end)
                if called != (call is not None):
                    return False
                end = call.end() if call is not None else end
                return _changes_client(data, end, aliased=aliased)

            self._found[key] = self._first(name, changes)
        return self._found[key]

    def changed_by_subclasses(
        self, path: str, line: tuple[str, ...], name: str, *, client: bool
    ) -> str | None:
        """Where subclasses in files besides `path`, or what these inherit from, may change it.

        `line` names the class and its bases.
        """
        aliased = self.clients_changed(name) is not None
        for other, node in self._uses.relatives(line[0], line[1:]):
            if other != path and harms(node.body, name, client=client, aliased=aliased):
                return f"{node.name} in {other} may change it"
        return None

    def clients_changed(self, name: str) -> str | None:
        """Where the tree changes the key, or more, of an HTTP client that may be any.

        What a class does to its own client `name` doesn't count.
        """
        own = b"self." + name.encode()
        if own not in self._clients_change:
            self._clients_change[own] = self._changing_clients(own)
        return self._clients_change[own]

    def _changing_clients(self, own: bytes) -> str | None:
        for path in code_holding(
            self._tree, b".headers", b".auth", b"hooks", b".base_url", b".mount("
        ):
            data = self._code(path)
            for found in _SET_ON_CLIENT.finditer(data):
                owner, member = found[1], found[2].decode()
                if owner in {own, b"self", b""} or not _changes(data, found.end(), member):
                    continue
                if b"." in owner or not _is_client(owner, data):
                    return _place(path, data, found.start(2))
        return None

    def _first(
        self,
        name: str,
        changes: Callable[[bytes, int], bool],
        skips: Callable[[str, bytes, int], bool] = lambda path, data, owner: False,
    ) -> str | None:
        word = name.encode()
        for path in code_holding(self._tree, b"." + word, b"getattr("):
            data = self._code(path)
            for found in (*reaching_for(data, word), *self._own(path, data, word)):
                if not changes(data, found.end) or _in_import(data, found.start):
                    continue
                if found.owner and skips(path, data, found.owner_end):
                    continue
                if name != "headers" or not found.owner or not _is_client(found.owner, data):
                    return _place(path, data, found.start)
        return None

    def _own(self, path: str, data: bytes, word: bytes) -> list[Reach]:
        """Where a function of a module reaches for it by `self`."""
        if not any(own + word in data for own in (b"self.", b"cls.")):
            return []
        return reaching_for_own(data, word, self._tree.once(module_functions, path))

    def _code(self, path: str) -> bytes:
        return code_bytes(path, self._tree.read(path))


def harms(body: Sequence[ast.stmt], name: str, *, client: bool, aliased: bool) -> bool:
    """Whether code of a class may change what its instances hold as `name`.

    `aliased` tells that a client may be changed by whoever gets hold of it.
    """
    nodes = [node for part in body for node in walk(part)]
    around = {part: node for node in nodes for part in ast.iter_child_nodes(node)}
    for node in nodes:
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=attr, ctx=ast.Load()):
                if attr != name:
                    continue
                if _harms_client(node, around, aliased) if client else _harms_data(node, around):
                    return True
    return False


def _harms_client(node: ast.expr, around: Mapping[ast.AST, ast.AST], aliased: bool) -> bool:
    parent = around.get(node)
    if not isinstance(parent, ast.Attribute):
        return aliased
    text = ast.unparse(_statement(parent, around)).encode()
    written = re.escape(ast.unparse(parent).encode())
    return any(
        _changes(text, found.end(), parent.attr) for found in re.finditer(written + rb"\b", text)
    )


def _changes_client(data: bytes, end: int, *, aliased: bool) -> bool:
    member = _MEMBER.match(data, end)
    if member is not None:
        return _changes(data, member.end(), member[1].decode())
    if data[end : end + 1] == b"[" or _STORED.match(data, end):
        return False
    return aliased


def _changes(data: bytes, end: int, member: str) -> bool:
    """Whether code that goes on at `end` changes the `member` of a client."""
    if _STORED.match(data, end):
        return True
    if member != "headers":
        return member in _OF_A_CLIENT and data[end : end + 1] in {b".", b"[", b"("}
    key = _KEY.match(data, end)
    if key is not None:
        return key[1].lower() not in _NO_KEYS and _STORED.match(data, key.end()) is not None
    entries = _ENTRIES.match(data, end)
    if entries is not None:
        names = {name.lower() for name in _NAME.findall(entries[1])}
        return b"**" in entries[1] or not names or not names <= _NO_KEYS
    return _READ.match(data, end) is None


def _is_change(data: bytes, end: int, flat: bool) -> bool:
    if not flat or _READ.match(data, end) is None:
        return True
    start = data.rfind(b"\n", 0, end) + 1
    return _DELETED.search(data, start, end) is not None


def _is_client(name: bytes, data: bytes) -> bool:
    """Whether a file makes the HTTP client that it calls by `name`."""
    return re.search(_MADE % re.escape(name), data) is not None


def _in_import(data: bytes, at: int) -> bool:
    start = data.rfind(b"\n", 0, at) + 1
    return _IMPORTED.match(data, start) is not None


def _place(path: str, data: bytes, at: int) -> str:
    line = data.count(b"\n", 0, at) + 1
    return f"{path}:{line} may change it"


def _statement(node: ast.AST, around: Mapping[ast.AST, ast.AST]) -> ast.AST:
    while not isinstance(node, ast.stmt):
        node = around[node]
    return node


def _harms_data(node: ast.expr, around: Mapping[ast.AST, ast.AST]) -> bool:
    parent = around[node]
    outer = around.get(parent)
    match parent:
        case ast.Subscript(ctx=ast.Load()):
            return isinstance(outer, ast.Attribute | ast.Subscript | ast.Assign | ast.NamedExpr)
        case ast.Attribute(attr=method):
            return method not in _READING_METHODS
        case ast.Dict(keys=keys, values=values):
            return keys[values.index(node)] is not None
        case ast.Starred() | ast.Compare() | ast.FormattedValue() | ast.BoolOp() | ast.UnaryOp():
            return False
        case ast.If(test=test) | ast.IfExp(test=test):
            return test is not node
        case ast.keyword(arg=name):
            called = outer.func if isinstance(outer, ast.Call) else None
            return name not in _SENT_AS or getattr(called, "attr", "") not in SENDING_NAMES
        case ast.Call():
            return last_name(parent) not in _READING_CALLS
    return True
