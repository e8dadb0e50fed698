"""Credentials in text: telling them from ids and prose, and hiding them before anything is shown.

A well-known key format is a secret wherever it stands; other text only under a name that says so.
"""

from __future__ import annotations

import base64
import binascii
import itertools
import re
from collections.abc import Callable
from typing import Literal, TypeAlias

REDACTED = "[redacted]"

_Trust: TypeAlias = Literal["strong", "weak"] | None

# An escape such as the two characters `\n` may stand right before a key inside a literal.
_START = r"(?:(?<![A-Za-z0-9_])|(?<=\\[nrt]))"
_KEY_FORMATS = re.compile(
    _START
    + "(?:"
    + "|".join(
        (
            r"(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{10,}",
            r"whsec_[A-Za-z0-9+/=]{20,}",
            r"gh[pousr]_[A-Za-z0-9]{20,}",
            r"github_pat_[A-Za-z0-9_]{20,}",
            r"glpat-[A-Za-z0-9_-]{20,}",
            r"(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])",
            r"AIza[A-Za-z0-9_-]{35}",
            r"ya29\.[A-Za-z0-9_-]{20,}",
            r"xox[abeoprs]-[A-Za-z0-9-]{10,}",
            r"xapp-\d-[A-Za-z0-9-]{10,}",
            r"SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}",
            r"npm_[A-Za-z0-9]{30,}",
            r"pypi-AgE[A-Za-z0-9_-]{20,}",
            r"hf_[A-Za-z0-9]{30,}",
            r"gsk_[A-Za-z0-9]{30,}",
            r"xai-[A-Za-z0-9]{30,}",
            r"dop_v1_[a-f0-9]{40,}",
            r"shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}",
            r"AGE-SECRET-KEY-1[A-Z0-9]{30,}",
            r"eyJ[A-Za-z0-9_-]{8,}\.eyJ[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]{8,}",
        )
    )
    + ")"
)
# `sk-` also opens slugs, so a random stretch must follow it.
_SK = re.compile(_START + r"sk-[A-Za-z0-9_-]{16,}")
_BEARER = re.compile(r"(?P<keep>\b(?:Bearer|Token)\s+)(?P<hide>[A-Za-z0-9._~+/-]{12,}=*)", re.I)
_BASIC = re.compile(r"(?P<keep>\bBasic\s+)(?P<hide>[A-Za-z0-9+/]{8,}={0,2})", re.I)
_URL_LOGIN = re.compile(
    r"(?P<keep>(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}://[^\s/:@'\"<>{}]{0,200}:)"
    r"(?P<hide>[^\s/@'\"<>{}$*]{1,200})(?=@[^\s@])",
    re.I,
)
_PEM = re.compile(
    r"(?P<keep>-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----)(?P<hide>(?:(?!-----END).){1,20000})",
    re.S,
)
_PEM_LINE = re.compile(r"(\\[nrt])?[A-Za-z0-9+/=]{8,}")

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

_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_HEX = re.compile(r"(?=.*[0-9])(?=.*[a-f])[0-9a-f]{32,}", re.I)
_TOKEN_TEXT = re.compile(r"[A-Za-z0-9+/_.~=:-]+")
_OPAQUE_ID = re.compile(
    r"(?:agent|chanconfig|col|comp|conn|faqc?|fn|kb|org|proj|sess|sipconn|user|voice)_[\w-]+"
)
_WORD = re.compile(r"(?:[A-Z]?[a-z]+|[A-Z]+)+\d{0,4}|\d{1,8}|[a-z]\d{1,3}|")
_ENV_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)
_AUTH_SCHEME = re.compile(r"^\s*(?:Bearer|Basic|Token|ApiKey|Key)\b\s*", re.I)
_HOLE = re.compile(r"\{[^{}]*\}|\$\w+|%\(?\w*\)?s|%s")
_PLACEHOLDER = re.compile(
    r"(?:your|my|insert|replace|change|enter|add)[-_ ]?(?:me|it|your|the|api|key|token|secret).*"
    r"|<.*>|\[.*\]|[xX*.•_-]+|.*(?:placeholder|redacted|changeme|dummy).*|none|null|true|false",
    re.I | re.S,
)
_NAME_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

_STRONG = frozenset(
    [
        "apikey",
        "apitoken",
        "authorization",
        "credential",
        "credentials",
        "passphrase",
        "passwd",
        "password",
        "pwd",
        "secret",
        "secrets",
        "secretkey",
    ]
)
_STRONG_PAIRS = frozenset(
    {(a, "key") for a in ["access", "api", "auth", "encryption", "private", "secret", "signing"]}
    | {(a, "token") for a in ["access", "api", "auth", "bearer", "id", "refresh"]}
)
_WEAK = frozenset({"auth", "bearer", "cookie", "key", "token"})
_PLAIN_KEYS = frozenset(
    [
        "agent",
        "cache",
        "dict",
        "foreign",
        "group",
        "lookup",
        "memory",
        "message",
        "partition",
        "primary",
        "public",
        "sort",
    ]
)
_DESCRIBES = frozenset(
    [
        "alias",
        "count",
        "description",
        "endpoint",
        "env",
        "environ",
        "expires",
        "expiry",
        "field",
        "file",
        "format",
        "header",
        "hint",
        "id",
        "kind",
        "label",
        "length",
        "limit",
        "method",
        "mode",
        "name",
        "path",
        "policy",
        "prompt",
        "scheme",
        "scope",
        "text",
        "ttl",
        "type",
        "uri",
        "url",
        "var",
        "variable",
    ]
)


def looks_secret(name: str, value: str) -> bool:
    """Whether `value`, held under `name` (a field, key, header or variable), is a credential.

    True for a well-known key format under any name, in prose too, and for random-looking text
    under a name such as `api_key`, `token` or `password`. UUIDs and prefixed ids count only under
    a name that can mean nothing but a credential.
    """
    if _hide_formats(value) != value:
        return True
    trust = _trust(name)
    bare = _AUTH_SCHEME.sub("", value).strip()
    if trust is None or not bare or _is_plain(bare):
        return False
    if trust == "weak":
        return not _OPAQUE_ID.fullmatch(bare) and _is_random(bare, least=20)
    return bool(_UUID.fullmatch(bare)) or _is_random(bare, least=12) or _is_password(bare)


def redact(text: str) -> str:
    """`text` (source code, a diff, a message, a URL) with each credential as `[redacted]`.

    Lines stay as many as they were, and redacting twice changes nothing. Under a name that can
    mean nothing but a credential every literal goes, however simple it looks.
    """
    return _BARE.sub(_hide_bare, _ASSIGNED.sub(_hide_assigned, _hide_formats(text)))


def _hide_formats(text: str) -> str:
    text = _PEM.sub(_hide_pem, text)
    text = _KEY_FORMATS.sub(REDACTED, text)
    text = _SK.sub(lambda m: REDACTED if _is_random_run(m[0][3:]) else m[0], text)
    text = _BEARER.sub(_hide_if(lambda token: _is_random(token, least=12)), text)
    text = _BASIC.sub(_hide_if(_is_basic_login), text)
    return _URL_LOGIN.sub(_hide_if(lambda login: not _PLACEHOLDER.fullmatch(login)), text)


def _hide_if(secret: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    return lambda m: m["keep"] + REDACTED if secret(m["hide"]) else m[0]


def _hide_pem(match: re.Match[str]) -> str:
    hidden = _PEM_LINE.sub(lambda line: (line[1] or "") + REDACTED, match["hide"])
    return match["keep"] + hidden


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
    if not words or words[-1] in _DESCRIBES:
        return None
    if _STRONG.intersection(words) or _STRONG_PAIRS.intersection(itertools.pairwise(words)):
        return "strong"
    if words[-1] not in _WEAK or _PLAIN_KEYS.intersection(words[-2:-1]):
        return None
    return "weak"


def _is_plain(text: str) -> bool:
    return bool(
        any(character.isspace() for character in text)
        or _PLACEHOLDER.fullmatch(text)
        or _ENV_NAME.fullmatch(text)
        or _SCHEME.match(text)
        or not _HOLE.sub("", text)
    )


def _is_random(text: str, least: int) -> bool:
    if len(text) < least or not _TOKEN_TEXT.fullmatch(text) or _UUID.fullmatch(text):
        return False
    return bool(_HEX.fullmatch(text)) or _is_random_run(text)


def _is_random_run(text: str) -> bool:
    runs = re.split(r"[^A-Za-z0-9]+", text)
    if all(_WORD.fullmatch(run) for run in runs):
        return False
    changes = sum(_changes(run) for run in runs)
    letters_and_digits = sum(map(len, runs))
    return (
        max(map(len, runs)) >= 10
        and len(set(text)) >= 8
        and sum(character.isdigit() for character in text) >= 2
        and changes >= letters_and_digits / 4
    )


def _changes(run: str) -> int:
    kinds = ["d" if c.isdigit() else "u" if c.isupper() else "l" for c in run]
    return sum(a != b for a, b in itertools.pairwise(kinds))


def _is_password(text: str) -> bool:
    if len(text) < 8 or all(_WORD.fullmatch(run) for run in re.split(r"[-_.:/]", text)):
        return False
    kinds = {
        "d" if c.isdigit() else "u" if c.isupper() else "l" if c.islower() else "s" for c in text
    }
    return len(kinds) >= 3


def _is_basic_login(text: str) -> bool:
    try:
        return b":" in base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
