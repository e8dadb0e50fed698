"""Text of a scanned project made safe to print: nothing in it can move a cursor or hide itself."""

from __future__ import annotations

import re

# C0 and C1 controls, and the marks that reorder or hide text (Unicode TR36, "trojan source").
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_BREAKS = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")


def visible(text: str) -> str:
    """`text` with control and reordering characters shown as symbols; lines and tabs stay."""
    return _UNPRINTABLE.sub(_symbol, text.replace("\r\n", "\n"))


def visible_line(text: str) -> str:
    """`visible`, on one line: each run of white space becomes one space."""
    return visible(" ".join(_BREAKS.sub(" ", text).split()))


def visible_path(path: str) -> str:
    """`visible`, on one line, with every space kept: a path to copy from."""
    return visible(path).replace("\n", "\u240a").replace("\t", "\u2409")


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
