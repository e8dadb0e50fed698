"""Steps: how much code is read on behalf of one function, so that any code is read in time.

A step is a statement, a call or a round of a comprehension. Where no steps are left, calls are not
followed and loops not gone through: what comes of them counts as not known. Where much code was
read already, functions that don't send anything by themselves get few.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_STEPS = 10_000
# What functions together may take before the others get fewer.
_PLENTY = 30_000
_STEPS_LATER, _STEPS_OF_SENDERS = 300, 2_000
# By how many calls lead there: no call takes what others need.
_MAX_STEPS_A_CALL = (2000, 1000, 500, 300)
_SHARES = 5


class Steps:
    """The steps taken so far, and how many may be."""

    __slots__ = ("_limit", "_share", "_taken")

    def __init__(self, limit: int = _MAX_STEPS) -> None:
        self._taken, self._limit = 0, limit
        self._share = limit // _SHARES

    def take(self) -> None:
        """Take one."""
        self._taken += 1

    @property
    def taken(self) -> int:
        """How many were taken."""
        return self._taken

    @property
    def exhausted(self) -> bool:
        """Whether more were taken than code that people write needs."""
        return self._taken > self._limit

    @contextmanager
    def for_call(self, depth: int) -> Iterator[None]:
        """What a call may take to which `depth` calls lead."""
        limit = self._limit
        most = _MAX_STEPS_A_CALL[min(depth, len(_MAX_STEPS_A_CALL) - 1)]
        self._limit = min(limit, self._taken + min(most, self._share))
        yield
        self._limit = limit

    @contextmanager
    def half(self) -> Iterator[None]:
        """What code may take that will be read once more: the other half is for then."""
        limit = self._limit
        self._limit = (self._taken + limit) // 2
        yield
        self._limit = limit

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What code may take that is read for several functions."""
        before = self._taken, self._limit, self._share
        self._taken, self._limit, self._share = 0, _MAX_STEPS, _MAX_STEPS // _SHARES
        yield
        self._taken, self._limit, self._share = before


class Budget:
    """What the functions of one part of a tree take together, each time that it is read."""

    __slots__ = ("_taken",)

    def __init__(self) -> None:
        self._taken = 0

    @contextmanager
    def steps(self, *, sends: bool) -> Iterator[Steps]:
        """The steps of the next function; `sends` tells whether a request may be its own."""
        limit = _MAX_STEPS
        if self._taken > _PLENTY:
            limit = _STEPS_OF_SENDERS if sends else _STEPS_LATER
        steps = Steps(limit)
        yield steps
        self._taken += steps.taken
