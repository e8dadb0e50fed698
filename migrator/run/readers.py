"""Readers: where the parts of a project are asked, in this process or in one of their own."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

from migrator.model.errors import InputError
from migrator.run.part import ProjectPart

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Question = Callable[..., object]


class Reader(Protocol):
    """Someone who has a part and answers what is asked of it: a method of it, with arguments."""

    def ask(self, question: Question, given: tuple[object, ...]) -> None:
        """Begin to work on an answer."""

    def answer(self) -> object:
        """The answer to what was asked last. Raises what the part raises."""

    def close(self) -> None:
        """Nothing more will be asked."""


class HereReader:
    """Asks a part in this process."""

    def __init__(self, part: ProjectPart) -> None:
        self._part = part
        self._asked: tuple[Question, tuple[object, ...]] | None = None

    def ask(self, question: Question, given: tuple[object, ...]) -> None:
        """Begin to work on an answer."""
        self._asked = question, given

    def answer(self) -> object:
        """The answer to what was asked last. Raises what the part raises."""
        assert self._asked is not None
        question, given = self._asked
        return question(self._part, *given)

    def close(self) -> None:
        """Nothing more will be asked."""


class ForkedReader:
    """Asks a part in a process that is forked from this one, knows what it knows, and ends with it."""

    def __init__(self, part: ProjectPart) -> None:
        import multiprocessing

        context = multiprocessing.get_context("fork")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(part, theirs, self._line), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, question: Question, given: tuple[object, ...]) -> None:
        """Begin to work on an answer. Raises InputError when the process is gone."""
        with _missed():
            self._line.send((question, given))

    def answer(self) -> object:
        """The answer to what was asked last. Raises InputError when the process is gone."""
        with _missed():
            answer, problem, trace = self._line.recv()
        if problem:
            error = RuntimeError(problem)
            error.add_note(trace)
            raise error
        return answer

    def close(self) -> None:
        """Nothing more will be asked; what is still being worked on is given up."""
        self._line.close()
        self._process.terminate()
        self._process.join()


@contextmanager
def _missed() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError):
        raise InputError(
            "A process that read a part of the tree ended before it was done, as it does when "
            "memory runs out. Run again with --jobs 1."
        ) from None


def can_fork() -> bool:
    """Whether a process can be forked safely in the middle of a run."""
    return sys.platform == "linux"


def _serve(part: ProjectPart, line: Connection, asking_end: Connection) -> None:
    import signal

    # Whoever interrupts the command interrupts all its processes; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asking_end.close()
    try:
        while True:
            question, given = line.recv()
            line.send(_answered(part, question, given))
    except (EOFError, OSError):
        return


def _answered(
    part: ProjectPart, question: Question, given: tuple[object, ...]
) -> tuple[object, str, str]:
    try:
        return question(part, *given), "", ""
    except Exception as error:  # noqa: BLE001 - raised again where it was asked
        return None, f"{type(error).__name__}: {error}", traceback.format_exc()
