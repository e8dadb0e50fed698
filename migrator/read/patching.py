"""Patching: functions of libraries that a file replaces, by whatever name it calls them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from migrator.find.source import code_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

_LIBRARIES = (
    b"requests", b"httpx", b"httpx2", b"httpcore", b"aiohttp", b"urllib", b"urllib3", b"http",
    b"json", b"copy",
)  # fmt: skip
_STORED = re.compile(rb"(\w+(?:\.\w+)+)[ \t]*=(?!=)")
_SET_BY_NAME = re.compile(rb"setattr\(\s*(\w+(?:\.\w+)*)\s*,\s*[\"'](\w+)")
_IMPORTED = re.compile(rb"from[ \t]+([\w.]+)[ \t]+import[ \t]*(\([^)]*\)|[^\n#;]*)")
_RENAMED = re.compile(rb"import[ \t]+([\w.]+)[ \t]+as[ \t]+(\w+)")
# Methods by which a handler of urllib's sees requests.
_HANDLER = re.compile(rb"def[ \t]+https?_(?:request|open)\b")
_INSTALLED = b"install_opener("
NAMING_LIBRARIES = (
    *(library + b"." for library in _LIBRARIES),
    *(b"from " + library for library in _LIBRARIES),
    *(b"import " + library + b" as" for library in _LIBRARIES),
)
_SENDING = frozenset(
    {"post", "request", "send", "prepare", "prepare_body", "build_request", "urlopen", "_request"}
    | {"Session", "Client", "AsyncClient", "ClientSession", "Request", "HTTPConnection"}
    | {"HTTPAdapter", "HTTPTransport", "AsyncHTTPTransport", "handle_request"}
    | {"handle_async_request", "prepare_request"}
)
# What else a library sends its requests through.
_THROUGH = {
    "requests": {"urllib3", "http"},
    "httpx": {"httpcore"},
    "httpx2": {"httpcore"},
    "urllib": {"http"},
    "urllib3": {"http"},
}


def sends_for(name: str, library: str) -> bool:
    """Whether `name`, of any library, is something that `library` sends requests with."""
    root = library.partition(".")[0]
    return name.partition(".")[0] in {root, *_THROUGH.get(root, ())} and (
        name.rpartition(".")[2] in _SENDING
    )


def package_of(path: str) -> str:
    """The folder of the tree that a file lies in; nothing for one that lies beside the folders."""
    folder, slash, _ = path.partition("/")
    return folder if slash else ""


def importing(path: str) -> re.Pattern[bytes]:
    """What matches an import of a module from another package."""
    parent, _, stem = path.removesuffix(".py").removesuffix("/__init__").rpartition("/")
    package = re.escape(parent.replace("/", ".").encode())
    name = re.escape(stem.encode())
    if not package:
        return re.compile(rb"\b(?:from|import)[ \t]+%s\b" % name)
    given = rb"%s[ \t]+import\b[^\n]*\b%s\b" % (package, name)
    return re.compile(rb"\b(?:from|import)[ \t]+(?:%s\.%s\b|%s)" % (package, name, given))


def replaced_in(path: str, data: bytes) -> list[tuple[str, int]]:
    """Functions of libraries that a file replaces, by their full names, with the lines."""
    code = code_bytes(path, data)
    names = dict(_names(code))
    found = [
        (f"{names[root]}{rest}.{match[2].decode()}", match.start())
        for match in (_SET_BY_NAME.finditer(code) if b"setattr(" in code else ())
        for root, rest in [_split(match[1])]
        if root in names
    ]
    for word in names:
        start = word.encode() + b"."
        at = code.find(start)
        while at >= 0:
            stored = _STORED.match(code, at)
            if stored is not None and not code[code.rfind(b"\n", 0, at) + 1 : at].strip(b" \t"):
                root, rest = _split(stored[1])
                found.append((names[root] + rest, at))
            at = code.find(start, at + 1)
    if b"build_opener(" in code and _HANDLER.search(code) is not None:
        found.append(("urllib.request.urlopen", code.index(b"build_opener(")))
    if _INSTALLED in code:
        found.append(("urllib.request.urlopen", code.index(_INSTALLED)))
    return [(name, code.count(b"\n", 0, at) + 1) for name, at in sorted(found, key=_place)]


def _names(code: bytes) -> Iterator[tuple[str, str]]:
    """What a file calls libraries and what it imports from them, with the full names."""
    for library in _LIBRARIES:
        if library not in code:
            continue
        yield library.decode(), library.decode()
        for start, pattern in ((b"from ", _IMPORTED), (b"import ", _RENAMED)):
            at = code.find(start + library)
            while at >= 0:
                match = pattern.match(code, at)
                if match is not None and match[1].split(b".")[0] == library:
                    yield from _bound(match, renames=pattern is _RENAMED)
                at = code.find(start + library, at + 1)


def _bound(match: re.Match[bytes], *, renames: bool) -> Iterator[tuple[str, str]]:
    full = match[1].decode()
    if renames:
        yield match[2].decode(), full
        return
    for part in match[2].decode(errors="replace").strip("() \t\r\n").split(","):
        words = part.split()
        if words and words[0].isidentifier():
            yield words[-1], f"{full}.{words[0]}"


def _split(dotted: bytes) -> tuple[str, str]:
    """The first name of a dotted one, and the rest with its dot."""
    root, dot, rest = dotted.decode().partition(".")
    return root, dot + rest


def _place(found: tuple[str, int]) -> int:
    return found[1]
