"""Names for agents: from the function, class or module that opens the session, short and unique."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from migrator.model.json_types import Json
    from migrator.model.sites import CallSite

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SAYS_NOTHING = frozenset(
    [
        "open",
        "start",
        "create",
        "new",
        "get",
        "make",
        "begin",
        "launch",
        "connect",
        "post",
        "send",
        "do",
        "run",
        "main",
        "handle",
        "the",
        "a",
        "an",
        "session",
        "sessions",
        "connection",
        "connections",
        "call",
        "calls",
        "conversation",
        "chat",
        "api",
        "client",
        "clients",
        "service",
        "services",
        "tasks",
        "companion",
        "napster",
        "agent",
        "omniagent",
        "voice",
        "video",
        "websocket",
        "ws",
        "webrtc",
        "web",
        "socket",
        "public",
        "app",
        "application",
        "view",
        "views",
        "route",
        "routes",
        "router",
        "routers",
        "handler",
        "handlers",
        "endpoint",
        "endpoints",
        "server",
        "worker",
        "manager",
        "base",
        "core",
        "src",
        "lib",
        "index",
        "init",
        "module",
        "lambda",
        "async",
        "sync",
        "fetch",
        "cmp",
        "comp",
        "request",
        "requests",
        "http",
        "script",
        "scripts",
        "helpers",
        "utils",
        "token",
        "for",
        "with",
        "to",
        "from",
        "and",
        "of",
        "in",
        "on",
        "by",
        "work",
        "demo",
        "example",
        "sample",
        "it",
        "this",
        "that",
        "my",
        "our",
        "one",
        "all",
        "each",
        "every",
    ]
)
_ASKING = frozenset({"is", "has", "was", "use", "uses", "wants", "include", "enable", "enabled"})
_LONGEST = 24
_LOOKS_RANDOM = re.compile(r"\d{3}|\d[A-Za-z]|[A-Za-z]\d")


def words(text: str) -> list[str]:
    """The telling words of an identifier, lower case and without accents."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    found = [word.lower() for word in _WORD.findall(plain)]
    telling = (word for word in found if len(word) > 1 and not word.isdigit())
    return [word for word in telling if word not in _SAYS_NOTHING]


def _plain_words(text: str) -> list[str]:
    """The words of a variant: those that say something, else all."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    found = words(text) or [word.lower() for word in _WORD.findall(plain)]
    return [word for word in found if word not in _ASKING] or found


def agent_key(
    sites: Iterable[CallSite],
    companion: Json,
    variant: tuple[Iterable[str], bool],
    taken: Callable[[str], bool],
) -> str:
    """A key for the agent of `sites`, in snake case: from code that opens it, else its companion.

    `variant` are words that tell it from other agents of the same calls, and whether its companion
    does; `taken` which keys can't be had.
    """
    first = next(iter(sites))
    function, _, _ = first.function.partition(".<lambda>")
    parts = function.split(".") if function else []
    stem = posixpath.basename(first.path).rpartition(".")[0]
    folders = posixpath.dirname(first.path).split("/")
    own = companion if isinstance(companion, str) and not _LOOKS_RANDOM.search(companion) else ""
    candidates = [*reversed(parts), stem, own, *reversed(folders)]
    hints = [found for candidate in candidates if (found := words(candidate))]
    usual = "".join(parts[:-1]) or folders[-1]
    around = [word.lower() for word in _WORD.findall(usual)] or [first.channel or "voice"]
    base = _joined(hints[0] if hints else around)
    telling = [
        word for part in variant[0] for word in _plain_words(part) if word not in base.split("_")
    ]
    options = [_joined([base, *telling] if hints else telling)] if telling else []
    if not telling or (variant[1] and not any(map(words, (*parts, stem)))):
        # Where each variant has a companion of its own, it is known by that name.
        options.insert(0 if words(own) else len(options), base)
    if len(hints) > 1 and not telling:
        options.append(_joined(dict.fromkeys([*hints[0], *hints[1]])))
    if first.channel and first.channel != base and not telling:
        options.append(f"{base}_{first.channel}")
    for option in options:
        if not taken(option):
            return option
    number, base = 2, options[0]
    while taken(f"{base}_{number}"):
        number += 1
    return f"{base}_{number}"


def _joined(parts: Iterable[str]) -> str:
    """As many whole words as a short name holds; one that is too long by itself is cut."""
    first, *others = parts
    name = first[:_LONGEST]
    for word in others:
        if len(name) + 1 + len(word) > _LONGEST:
            break
        name += f"_{word}"
    return name


def display_name(key: str) -> str:
    """The agent's name for people: `returns desk` for `returns_desk`, capitalised."""
    text = key.replace("_", " ")
    return text[:1].upper() + text[1:]


def constant_name(key: str) -> str:
    """The name that code and environment use for the agent's id."""
    return f"{key.upper()}_AGENT_ID"


def is_free(name: str, sources: Mapping[str, str], paths: Iterable[str]) -> bool:
    """Whether none of the files at `paths` mentions `name`."""
    pattern = re.compile(rf"\b{re.escape(name)}\b")
    return not any(pattern.search(sources.get(path, "")) for path in paths)
