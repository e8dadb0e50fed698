"""Credentials in text: telling them from ids and prose, and hiding them before anything is shown.

A well-known key format is a secret wherever it stands; other text only under a name that says so.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, TypeAlias

from migrator.model.key_formats import (
    PLACEHOLDER,
    REDACTED,
    UUID,
    WORD,
    hide_key_formats,
    is_random,
)

__all__ = ["REDACTED", "looks_secret", "redact"]

_Trust: TypeAlias = Literal["strong", "weak"] | None

_LITERAL = (
    r"[rbfuRBFU]{0,2}(?:\"\"\"(?:\\.|(?!\"\"\").)*\"\"\"|'''(?:\\.|(?!''').)*'''"
    r"|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*')"
)
_ASSIGNED = re.compile(
    r"(?<![\w.-])(?P<name>[A-Za-z_][\w.-]*+)[\"']?\]?[ \t]*+"
    r"(?P<sign>:[ \t]*[\w.]{1,40}(?:\[[\w., ]{1,40}\])?[ \t]*=|:=|=>|[=:,])\s*+\(?\s*+"
    rf"(?P<value>{_LITERAL}(?:\s*+{_LITERAL})*)",
    re.S,
)
_QUOTED = re.compile(
    r"(?P<open>[rbfuRBFU]{0,2}(?:\"\"\"|'''|\"|'))(?P<text>.*)(?P<close>\"\"\"|'''|\"|')", re.S
)
_BARE = re.compile(
    r"(?<![\w.-])(?P<name>[A-Za-z_][\w.-]*+)(?P<sign>[ \t]*+[=:][ \t]*+)"
    r"(?P<value>[A-Za-z0-9+/_.~=-]{4,}+)(?![\w(\[])"
)

_OPAQUE_ID = re.compile(
    r"(?:agent|chanconfig|col|comp|conn|faqc?|fn|kb|org|proj|sess|sipconn|user|voice)_[\w-]+"
)
_ENV_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_AUTH_SCHEME = re.compile(r"^\s*(?:Bearer|Basic|Token|ApiKey|Key)\b\s*", re.I)
_HOLE = re.compile(r"\{[^{}]*\}|\$\w+|%\(?\w*\)?s|%s")
_NAME = re.compile(r"(?<![\w-])[A-Za-z_][\w-]*+")
_NAME_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_STRONG = re.compile(
    r"apikey|apitoken|authorization|credential|credentials|passphrase|passwd|password|pwd|"
    r"secret|secrets|secretkey"
)
_STRONG_PAIRS = frozenset(
    {(a, "key") for a in ["access", "api", "auth", "encryption", "private", "secret", "signing"]}
    | {(a, "token") for a in ["access", "api", "auth", "bearer", "id", "refresh"]}
)
_WEAK = frozenset({"auth", "bearer", "cookie", "key", "token"})
_PLAIN_KEYS = re.compile(
    r"agent|cache|dict|foreign|group|lookup|memory|message|partition|primary|public|sort"
)
_DESCRIBES = re.compile(
    r"alias|count|description|endpoint|env|environ|expires|expiry|field|file|format|header|"
    r"hint|id|kind|label|length|limit|method|mode|name|path|policy|prompt|scheme|scope|"
    r"text|ttl|type|uri|url|var|variable"
)


def looks_secret(name: str, value: str) -> bool:
    """Whether `value`, held under `name` (a field, key, header or variable), is a credential.

    True for a well-known key format under any name, in prose too, and for random-looking text
    under a name such as `api_key`, `token` or `password`. UUIDs and prefixed ids count only under
    a name that can mean nothing but a credential.
    """
    if hide_key_formats(value) != value:
        return True
    trust = _trust(name)
    bare = _AUTH_SCHEME.sub("", value).strip()
    if trust is None or not bare or _is_plain(bare):
        return False
    if trust == "weak":
        return not _OPAQUE_ID.fullmatch(bare) and is_random(bare, least=20)
    return bool(UUID.fullmatch(bare)) or is_random(bare, least=12) or _is_password(bare)


def redact(text: str) -> str:
    """`text` (source code, a diff, a message, a URL) with each credential as `[redacted]`.

    Lines stay as many as they were, and redacting twice changes nothing. Under a name that can
    mean nothing but a credential every literal goes, however simple it looks.
    """
    hidden = _BARE.sub(_hide_bare, _ASSIGNED.sub(_hide_assigned, hide_key_formats(text)))
    return "\n".join(map(_hide_beside, hidden.split("\n")))


def _hide_assigned(match: re.Match[str]) -> str:
    whole, value = match[0], match["value"]
    parts = [_QUOTED.fullmatch(part) for part in re.findall(_LITERAL, value, re.S)]
    joined = "".join(part["text"] for part in parts if part)
    listed = match["sign"] == "," and not match.string[match.end() :].lstrip().startswith(")")
    if not (looks_secret(match["name"], joined) if listed else _is_hidden(match["name"], joined)):
        return whole
    head = whole[: match.start("value") - match.start()]
    return head + re.sub(_LITERAL, _hide_literal, value, flags=re.S)


def _hide_literal(match: re.Match[str]) -> str:
    quoted = _QUOTED.fullmatch(match[0])
    if quoted is None:
        return REDACTED
    scheme = _AUTH_SCHEME.match(quoted["text"])
    lines = "\n" * quoted["text"].count("\n")
    return f"{quoted['open']}{scheme[0] if scheme else ''}{REDACTED}{lines}{quoted['close']}"


def _hide_beside(line: str) -> str:
    # A default stands beside the name: `key = os.environ.get("API_KEY") or "9f86…"`.
    if '"' not in line and "'" not in line:
        return line
    if not any(_trust(name) == "strong" for name in _NAME.findall(line)):
        return line
    return re.sub(
        _LITERAL,
        lambda literal: _hide_literal(literal) if _is_beside(literal[0]) else literal[0],
        line,
    )


def _is_beside(literal: str) -> bool:
    text = literal.strip("rbfuRBFU").strip("\"'")
    return not _OPAQUE_ID.fullmatch(text) and is_random(text, least=20)


def _hide_bare(match: re.Match[str]) -> str:
    in_query = match.start() > 0 and match.string[match.start() - 1] in "?&"
    secret = _is_hidden if in_query else looks_secret
    if not secret(match["name"], match["value"]):
        return match[0]
    return match["name"] + match["sign"] + REDACTED


def _is_hidden(name: str, literal: str) -> bool:
    if looks_secret(name, literal):
        return True
    bare = _AUTH_SCHEME.sub("", _HOLE.sub("", literal)).strip()
    return _trust(name) == "strong" and len(bare) >= 4 and not _is_plain(bare)


def _trust(name: str) -> _Trust:
    words = [part.lower() for part in _NAME_PARTS.findall(name)]
    if not words or _DESCRIBES.fullmatch(words[-1]):
        return None
    if any(map(_STRONG.fullmatch, words)) or _STRONG_PAIRS.intersection(pairwise(words)):
        return "strong"
    if words[-1] not in _WEAK or any(map(_PLAIN_KEYS.fullmatch, words[-2:-1])):
        return None
    return "weak"


def _is_plain(text: str) -> bool:
    return bool(
        any(character.isspace() for character in text)
        or PLACEHOLDER.fullmatch(text)
        or _ENV_NAME.fullmatch(text)
        or _SCHEME.match(text)
        or not _HOLE.sub("", text)
    )


def _is_password(text: str) -> bool:
    if len(text) < 8 or all(WORD.fullmatch(run) for run in re.split(r"[-_.:/]", text)):
        return False
    kinds = {
        "d" if c.isdigit() else "u" if c.isupper() else "l" if c.islower() else "s" for c in text
    }
    return len(kinds) >= 3
