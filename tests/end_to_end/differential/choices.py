"""Decisions of a generator: drawn from a seed or played back, so that what fails can be made small."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

Decisions = tuple[int, ...]


class Choices:
    """Answers "which of so many?"; the first option, 0, is the simplest.

    With a `seed` the answers are random; else they are those `given`, and 0 after them.
    `made` holds the answers so far.
    """

    def __init__(self, seed: int | None = None, given: Sequence[int] = ()) -> None:
        self._random = None if seed is None else random.Random(seed)
        self._given = given
        self.made: list[int] = []

    def below(self, count: int) -> int:
        """A number from 0 to `count` - 1."""
        at = len(self.made)
        if self._random is not None:
            answer = self._random.randrange(count)
        else:
            answer = min(self._given[at], count - 1) if at < len(self._given) else 0
        self.made.append(answer)
        return answer


def shrunk(
    decisions: Sequence[int], fails: Callable[[Decisions], bool], attempts: int = 400
) -> Decisions:
    """Fewer and smaller decisions for which `fails` still holds; it is asked `attempts` times at most."""
    best, left = tuple(decisions), attempts
    improved = True
    while improved and left > 0:
        improved = False
        for candidate in _simpler(best):
            if left <= 0:
                break
            if _weight(candidate) >= _weight(best):
                continue
            left -= 1
            if fails(candidate):
                best, improved = candidate, True
                break
    return best


def _weight(decisions: Decisions) -> tuple[int, int]:
    return len(decisions), sum(decisions)


def _simpler(decisions: Decisions) -> Iterator[Decisions]:
    """Candidates, those that would save most first: ends, blocks, zeros, smaller numbers."""
    size = len(decisions)
    while size:
        size //= 2
        for start in range(0, len(decisions), size or 1):
            block = decisions[start : start + (size or 1)]
            yield (*decisions[:start], *decisions[start + len(block) :])
            if any(block):
                zeros = (0,) * len(block)
                yield (*decisions[:start], *zeros, *decisions[start + len(block) :])
    for at, value in enumerate(decisions):
        if value > 1:
            yield (*decisions[:at], value // 2, *decisions[at + 1 :])
