"""Where statements may begin, in text that Python's own tokenizer would refuse."""

from __future__ import annotations

import re

_TOKEN = re.compile(
    r"#.*|(?P<long>\"\"\"|''')|\"(?:\\.|[^\"\\])*(?:\"|$)|'(?:\\.|[^'\\])*(?:'|$)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])|(?P<goes_on>\\$)"
)
_REST = {quote: re.compile(rf"(?:\\.|[^\\])*?{quote}") for quote in ('"""', "'''")}


class LogicalLines:
    """Follows code line by line. `at_start` says whether the next line may begin a statement."""

    def __init__(self) -> None:
        self._depth = 0
        self._quote = ""
        self._goes_on = False

    @property
    def at_start(self) -> bool:
        """Whether the next line stands in no bracket, no long string and no continued line."""
        return not (self._depth or self._quote or self._goes_on)

    def feed(self, line: str) -> None:
        """Take in one line of Python, without its end."""
        at, self._goes_on = 0, False
        while True:
            if self._quote:
                closed = _REST[self._quote].match(line, at)
                if closed is None:
                    return
                at, self._quote = closed.end(), ""
            found = _TOKEN.search(line, at)
            if found is None:
                return
            at = found.end()
            self._quote = found["long"] or ""
            self._depth = max(self._depth + bool(found["open"]) - bool(found["close"]), 0)
            self._goes_on = bool(found["goes_on"])
