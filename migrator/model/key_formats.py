"""Well-known formats of keys and tokens, and what random text looks like."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from itertools import pairwise

REDACTED = "[redacted]"

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

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.I)
_HEX = re.compile(r"(?=.*[0-9])(?=.*[a-f])[0-9a-f]{32,}", re.I)
_TOKEN_TEXT = re.compile(r"[A-Za-z0-9+/_.~=:-]+")
WORD = re.compile(r"[A-Za-z]+\d{0,4}|\d{1,8}|")
PLACEHOLDER = re.compile(
    r"(?:your|my|insert|replace|change|enter|add)[-_ ]?(?:me|it|your|the|api|key|token|secret).*"
    r"|<.*>|\[.*\]|[xX*.•_-]+|.*(?:placeholder|redacted|changeme|dummy).*|none|null|true|false",
    re.I | re.S,
)


def hide_key_formats(text: str) -> str:
    """`text` with everything that has a well-known key format as `[redacted]`, lines kept."""
    text = _PEM.sub(_hide_pem, text)
    text = _KEY_FORMATS.sub(REDACTED, text)
    text = _SK.sub(lambda m: REDACTED if _is_random_run(m[0][3:]) else m[0], text)
    text = _BEARER.sub(_hide_if(lambda token: is_random(token, least=12)), text)
    text = _BASIC.sub(_hide_if(_is_basic_login), text)
    return _URL_LOGIN.sub(_hide_if(lambda login: not PLACEHOLDER.fullmatch(login)), text)


def _hide_if(secret: Callable[[str], bool]) -> Callable[[re.Match[str]], str]:
    return lambda m: m["keep"] + REDACTED if secret(m["hide"]) else m[0]


def _hide_pem(match: re.Match[str]) -> str:
    hidden = _PEM_LINE.sub(lambda line: (line[1] or "") + REDACTED, match["hide"])
    return match["keep"] + hidden


def is_random(text: str, least: int) -> bool:
    """Whether `text` is one token of at least `least` characters that nobody made up. No UUID is."""
    if len(text) < least or not _TOKEN_TEXT.fullmatch(text) or UUID.fullmatch(text):
        return False
    return bool(_HEX.fullmatch(text)) or _is_random_run(text)


def _is_random_run(text: str) -> bool:
    runs = re.split(r"[^A-Za-z0-9]+", text)
    if all(WORD.fullmatch(run) for run in runs):
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
    return sum(a != b for a, b in pairwise(kinds))


def _is_basic_login(text: str) -> bool:
    try:
        return b":" in base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return False
