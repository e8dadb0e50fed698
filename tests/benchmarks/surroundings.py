"""Code as it stands around session calls: none of it has to do with them."""

from __future__ import annotations

import random

_NOUNS = [
    "order",
    "parcel",
    "invoice",
    "ticket",
    "visit",
    "booking",
    "claim",
    "shift",
    "lesson",
    "device",
    "route",
    "batch",
]
_VERBS = [
    "collect",
    "sort",
    "merge",
    "check",
    "describe",
    "count",
    "load",
    "prune",
    "total",
    "rank",
]


def surroundings(rng: random.Random, lines: int) -> list[str]:
    """Functions and classes that fill about `lines` lines."""
    blocks: list[str] = []
    while sum(block.count("\n") + 3 for block in blocks) < lines:
        noun, verb = rng.choice(_NOUNS), rng.choice(_VERBS)
        text = rng.choice(_BLOCKS).replace("NOUN", noun).replace("VERB", verb)
        text = text.replace("Noun", noun.title()).replace("NN", str(rng.randint(3, 90)))
        if text.split("(")[0] not in {block.split("(")[0] for block in blocks}:
            blocks.append(text)
    return blocks


_BLOCKS = (
    '''
def VERB_NOUNs(rows: list[dict[str, object]], limit: int = NN) -> list[dict[str, object]]:
    """The first rows that belong to an open NOUN."""
    kept = []
    for row in rows:
        if not row.get("open") or row.get("kind") != "NOUN":
            continue
        kept.append({"id": row["id"], "title": str(row.get("title", "")).strip()})
        if len(kept) >= limit:
            logger.debug("stopped after %d of %d", len(kept), len(rows))
            break
    return kept
''',
    '''
def NOUN_key(customer: str, number: int) -> str:
    """How a NOUN is named in the cache."""
    digest = 7
    for letter in customer:
        digest = (digest * 31 + ord(letter)) % 1_000_003
    return f"NOUN:{digest}:{number % NN}"
''',
    '''
class NounQueue:
    """Holds what is waiting until there is room for it."""

    def __init__(self, size: int = NN) -> None:
        self.size = size
        self._waiting: list[tuple[int, str]] = []

    def push(self, priority: int, name: str) -> bool:
        if len(self._waiting) >= self.size:
            return False
        self._waiting.append((priority, name))
        self._waiting.sort()
        return True

    def pop(self) -> str | None:
        if not self._waiting:
            return None
        return self._waiting.pop(0)[1]

    def __len__(self) -> int:
        return len(self._waiting)
''',
    '''
def VERB_hours(opening: int, closing: int, busy: list[int]) -> list[int]:
    """Hours at which a NOUN may still be planned."""
    free = []
    for hour in range(opening, closing):
        if hour in busy:
            continue
        if free and hour - free[-1] > NN:
            logger.info("a gap before %d", hour)
        free.append(hour)
    return free
''',
    '''
class NounError(Exception):
    """A NOUN that can't be used as it is."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"NOUN {number}: {why}")
        self.number = number
        self.why = why


def require_NOUN(found: dict[int, str], number: int) -> str:
    """The NOUN of that number. Raises NounError."""
    try:
        return found[number]
    except KeyError:
        raise NounError(number, "it isn't known here") from None
''',
    '''
def mask_NOUN(text: str, keep: int = 4) -> str:
    """The text with all but its end hidden, for the logs."""
    hidden = max(len(text) - keep, 0)
    shown = text[hidden:]
    if hidden > NN:
        return "…" + shown
    return "*" * hidden + shown
''',
    '''
def VERB_by_NOUN(events: list[tuple[str, float]]) -> dict[str, float]:
    """Seconds spent on each NOUN, the longest first."""
    total: dict[str, float] = {}
    for name, seconds in events:
        if seconds < 0:
            logger.warning("%s took %s seconds", name, seconds)
            continue
        total[name] = total.get(name, 0.0) + min(seconds, NN * 60.0)
    ordered = sorted(total.items(), key=lambda pair: pair[1], reverse=True)
    return dict(ordered)
''',
    '''
def NOUN_summary(title: str, parts: list[str], width: int = NN) -> str:
    """One line a part, each cut to the width of the report."""
    lines = [title.upper(), "-" * min(len(title), width)]
    for number, part in enumerate(parts, 1):
        line = f"{number}. {part}"
        lines.append(line if len(line) <= width else line[: width - 1] + "…")
    return "\\n".join(lines)
''',
)
