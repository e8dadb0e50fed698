"""Calls of other people's APIs, turned into session calls: their address, keys and header renamed.

Nothing else of the code changes. What a call sent under its first keys is then the companion, the
voice and the session's own; further keys go. A call without a voice gets a constant one, as every
session has one.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from tests.benchmarks.posts import (
    FUNCTIONS,
    Function,
    bound,
    calls,
    defaults,
    is_address,
    keys_used,
    last,
    parts,
    place_of,
)
from tests.benchmarks.replacing import Edits

_HOST, _PATH = "https://companion-api.napster.com", "/public/connections"
_SESSION = ("externalClientId", "externalClientProfile", "tags", "initialSpeech")
_AGENT = ("knowledgeBaseId", "language", "functions", "faqCollections", "useWebSearch")
_ORDER = ("companionId", "externalClientId", "providerConfig", *_SESSION[1:], *_AGENT)
_CONSTANT_ORDER = ("companionId", "providerConfig", *_SESSION)
_VOICE = '{"voiceId": "alloy"}'
_KEY = 'os.environ["NAPSTER_API_KEY"]'
_BASE = re.compile(r"(?i)(base|api)_?(url|host|endpoint)|^host$")
_KEY_HEADER = re.compile(r"(?i)authorization|api-?key|(x|xi)-[\w-]*(key|token)")


class Variant(Enum):
    """How much of the code stays as its authors wrote it."""

    AS_WRITTEN = "as-written"
    ONE_KEY = "one-key"
    CONSTANT = "constant"

    @property
    def reads_key(self) -> bool:
        """Whether the API key is read from the environment where the header is set."""
        return self is not Variant.AS_WRITTEN


@dataclass(frozen=True, slots=True)
class Renamed:
    """A call that was renamed, by the lines that it and its function take."""

    path: str
    first: int
    last: int
    function: str
    around: tuple[int, int]


def renamed_copy(place: Path, copy: Path, variant: Variant, most: int = 12) -> list[Renamed]:
    """Copy the Python files of `place` to `copy` with up to `most` calls renamed; returns these."""
    files: list[_File] = []
    found = 0
    for path in sorted(place.rglob("*.py")):
        name = path.relative_to(place).as_posix()
        target = copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
        try:
            file = _File(name, path.read_text(), variant)
        except (SyntaxError, ValueError):
            continue
        files.append(file)
        if "test" not in name:
            found += file.rename_calls(most - found)
    done = []
    for file in files if found else ():
        text = file.finished()
        if text is not None:
            (copy / file.name).write_text(text)
            done += file.renamed_in(text)
    return done


class _File:
    def __init__(self, name: str, text: str, variant: Variant) -> None:
        self.name, self._variant = name, variant
        self._tree = ast.parse(text)
        self._edits = Edits(text)
        self._parents = {
            child: node for node in ast.walk(self._tree) for child in ast.iter_child_nodes(node)
        }
        self._places: list[tuple[str, int]] = []

    def rename_calls(self, most: int) -> int:
        """Rename up to `most` calls that post a dict; returns how many."""
        for call in calls(self._tree):
            if len(self._places) >= most:
                break
            url, body = parts(call)
            function = self._function(call)
            bodies = self._dicts(body, function) if body is not None else []
            if url is None or not bodies:
                continue
            before = dict(self._edits.made)
            if self._rename_url(url, function) and self._rename_keys(bodies, body, function):
                self._places.append(place_of(self._tree, call))
                if self._variant.reads_key:
                    self._give_key(call)
            else:
                self._edits.made = before
        return len(self._places)

    def finished(self) -> str | None:
        """The text as renamed, None where nothing is to be or can be."""
        self._rename_header()
        if not self._edits.made:
            return None
        text = self._edits.done()
        if _KEY in text and not re.search(r"(?m)^import os$", text):
            text = _with_os(text)
        try:
            ast.parse(text)
        except SyntaxError:
            return None
        return text

    def renamed_in(self, text: str) -> Iterator[Renamed]:
        """The renamed calls, where they stand in the finished text."""
        tree = ast.parse(text)
        around = {place_of(tree, call): call for call in calls(tree)}
        outer = {child: n for n in ast.walk(tree) for child in ast.iter_child_nodes(n)}
        for place in self._places:
            call: ast.AST | None = around[place]
            assert isinstance(call, ast.Call)
            first, last = call.lineno, call.end_lineno or call.lineno
            while call is not None and not isinstance(call, FUNCTIONS):
                call = outer.get(call)
            lines = (call.lineno, call.end_lineno or 0) if call is not None else (1, 10**9)
            yield Renamed(self.name, first, last, place[0], lines)

    def _function(self, node: ast.AST) -> Function | None:
        while node in self._parents:
            node = self._parents[node]
            if isinstance(node, FUNCTIONS):
                return node
        return None

    # The address

    def _bound_to(self, name: str, function: Function | None) -> list[ast.expr]:
        """What a name or attribute is bound to in the function, else anywhere, else by default."""
        for scope in (function, self._tree):
            found = [value for n in ast.walk(scope) if (value := bound(n, name))] if scope else []
            if found:
                return found
        return [d for n in ast.walk(self._tree) for p, d in defaults(n) if p == name]

    def _rename_url(self, url: ast.expr, function: Function | None, depth: int = 4) -> bool:
        match url:
            case ast.Constant(value=str(text)):
                if text.startswith(("http", "/")):
                    self._edits.put_text(url, (_HOST if text[0] == "h" else "") + _PATH)
                if text.startswith("/"):
                    self._rename_hosts()
                return text.startswith(("http", "/"))
            case ast.JoinedStr(
                values=[ast.FormattedValue(value=base), ast.Constant(value=tail), *_]
            ):
                if not str(tail).startswith("/"):
                    return False
                quote = self._edits.quote(url)
                shown = self._edits.source(base)
                self._edits.put(url, f"f{quote}{{{shown}}}{_PATH}{quote}")
                return self._rename_host(base, function)
            case ast.JoinedStr(values=[ast.Constant(value=head), *_]):
                self._edits.put_text(url, _HOST + _PATH)
                return str(head).startswith("http")
            case ast.JoinedStr(values=[ast.FormattedValue(value=only)]):
                return self._rename_url(only, function, depth)
            case ast.BinOp(left=left, op=ast.Add(), right=ast.Constant(value=str()) as right):
                self._edits.put_text(right, _PATH)
                return self._rename_host(left, function)
        name = last(url)
        if name is None or not depth:
            return False
        values = [v for v in self._bound_to(name, function) if last(v) != name]
        renamed = [self._rename_url(value, function, depth - 1) for value in values]
        return any(renamed)

    def _rename_host(self, base: ast.expr, function: Function | None, depth: int = 3) -> bool:
        """Rename the hosts that a base URL may have. Always true: it may come from elsewhere."""
        values = [base] if isinstance(base, ast.Constant) else []
        name = last(base)
        if name is not None and depth:
            values = self._bound_to(name, function)
        for value in values:
            if isinstance(value, ast.JoinedStr) and self._edits.source(value)[2:].startswith(
                "http"
            ):
                self._edits.put_text(value, _HOST)
            for part in ast.walk(value):
                if is_address(part) and not isinstance(self._parents.get(part), ast.JoinedStr):
                    assert isinstance(part, ast.Constant)
                    self._edits.put_text(part, _HOST)
            if isinstance(value, ast.Name | ast.Attribute) and last(value) != name:
                self._rename_host(value, function, depth - 1)
        return True

    def _rename_hosts(self) -> None:
        """Rename the hosts of a file's base URLs: a path alone is put behind one of them."""
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Name | ast.Attribute) and _BASE.search(last(node) or ""):
                self._rename_host(node, None)

    # The payload

    def _dicts(self, body: ast.expr, function: Function | None, depth: int = 2) -> list[ast.Dict]:
        """The dict displays that a body is, or that its variable is bound to."""
        match body:
            case ast.Dict(keys=[_, *_]):
                return [body]
            case ast.Call(func=ast.Attribute(attr="encode", value=inner)):
                return self._dicts(inner, function, depth)
            case ast.Call(func=function_called, args=[inner, *_]) if (
                last(function_called) == "dumps"
            ):
                return self._dicts(inner, function, depth)
            case ast.Name(id=name) if function is not None and depth:
                values = [v for n in ast.walk(function) if (v := bound(n, name)) is not None]
                return [
                    each
                    for value in values
                    if not isinstance(value, ast.Name)
                    for each in self._dicts(value, function, depth - 1)
                ]
        return []

    def _rename_keys(
        self, bodies: list[ast.Dict], body: ast.expr | None, function: Function | None
    ) -> bool:
        constant = self._variant is Variant.CONSTANT
        order = _CONSTANT_ORDER if constant else _ORDER
        names: dict[str, str] = {}
        for display in bodies:
            for key in display.keys:
                text = key.value if isinstance(key, ast.Constant) else None
                if isinstance(text, str) and text not in names and len(names) < len(order):
                    names[text] = order[len(names)]
        for display in bodies:
            self._rename_display(display, names)
        free = iter([each for each in _SESSION if each not in names.values()] + ["tags"] * 50)
        held = (
            next((n.id for n in ast.walk(body) if isinstance(n, ast.Name)), None) if body else None
        )
        for key in keys_used(function, held) if function is not None and held else ():
            if key.value not in names:
                names[key.value] = next(free)
            is_agents = names[key.value] not in _SESSION
            self._edits.put_text(key, "tags" if constant and is_agents else names[key.value])
        return bool(names)

    def _rename_display(self, display: ast.Dict, names: dict[str, str]) -> None:
        constant = self._variant is Variant.CONSTANT
        first: tuple[ast.expr, ast.expr] | None = None
        has_voice = False
        for key, value in zip(display.keys, display.values, strict=True):
            if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
                continue
            name = names.get(key.value)
            if name is None:
                self._edits.cut(self._edits.place(key)[0], self._edits.place(value)[1])
                continue
            self._edits.put_text(key, name)
            first = first or (key, value)
            if name == "companionId" and constant:
                self._edits.put(value, '"comp_a"')
            if name == "providerConfig":
                has_voice = True
                held = self._edits.source(value)
                self._edits.put(value, _VOICE if constant else f'{{"voiceId": {held}}}')
        if first is not None and not has_voice:
            value = self._edits.made.get(self._edits.place(first[1]), self._edits.source(first[1]))
            self._edits.put(first[1], f'{value}, "providerConfig": {_VOICE}')

    # The key

    def _rename_header(self) -> None:
        for node in ast.walk(self._tree):
            match node:
                case ast.Dict(keys=keys, values=values):
                    for key, value in zip(keys, values, strict=True):
                        self._take_header(key, value)
                case ast.Assign(targets=[ast.Subscript(slice=key)], value=value):
                    self._take_header(key, value)

    def _take_header(self, key: ast.expr | None, value: ast.expr) -> None:
        if not isinstance(key, ast.Constant) or not _KEY_HEADER.fullmatch(str(key.value)):
            return
        self._edits.put_text(key, "X-Api-Key")
        if self._variant.reads_key and not isinstance(value, ast.Constant):
            self._edits.put(value, _KEY)

    def _give_key(self, call: ast.Call) -> None:
        """Add the key to headers that are written at the call without one."""
        given = next((k.value for k in call.keywords if k.arg == "headers"), None)
        if isinstance(given, ast.Dict) and given.keys:
            keys = [str(k.value) for k in given.keys if isinstance(k, ast.Constant)]
            if len(keys) == len(given.keys) and not any(map(_KEY_HEADER.fullmatch, keys)):
                last = given.values[-1]
                self._edits.put(last, f'{self._edits.source(last)}, "X-Api-Key": {_KEY}')


def _with_os(text: str) -> str:
    """The text with `import os` behind its docstring and its imports from the future."""
    at = 0
    for node in ast.parse(text).body:
        is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_text and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            break
        at = node.end_lineno or 0
    lines = text.split("\n")
    return "\n".join([*lines[:at], "import os", *lines[at:]])
