"""The append-only journal: what is about to be done, synced to disk first, and what came of it.

One JSON object a line. A line that was cut off at the end never took effect and is dropped.
"""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

from migrator.create.agent_request import resolved_fingerprint
from migrator.model.errors import InputError, LockError
from migrator.model.state_folder import STATE_FOLDER

JOURNAL_FILE = "journal.jsonl"


Outcome: TypeAlias = Literal["created", "claimed", "nothing"]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Intent(_Line):
    """A POST that is about to be sent. `at` is Unix time in seconds.

    `before` holds the ids of the agents of that name that were there before it.
    """

    kind: Literal["intent"] = "intent"
    intent: str
    at: float
    environment: str
    base_url: str
    key: str
    name: str
    fingerprint: str
    body: dict[str, JsonValue]
    before: list[str]


class Answer(_Line):
    """What came of an intent: the agent `id` exists because of it, or nothing was created."""

    kind: Literal["answer"] = "answer"
    intent: str
    at: float
    outcome: Outcome
    id: str | None = None


class Deleted(_Line):
    """An agent that this tool created and deleted."""

    kind: Literal["deleted"] = "deleted"
    at: float
    environment: str
    base_url: str
    key: str
    id: str


_AnyLine = Annotated[Intent | Answer | Deleted, Field(discriminator="kind")]
_LINE: TypeAdapter[Intent | Answer | Deleted] = TypeAdapter(_AnyLine)


@dataclass(frozen=True, slots=True)
class Made:
    """An agent that an intent led to.

    `fingerprint` is what its creation was to end with, `bare` the same before its channels are set.
    """

    environment: str
    base_url: str
    key: str
    name: str
    id: str
    fingerprint: str
    bare: str


class Journal:
    """The journal of a project. To append, enter it, with `only_run` held."""

    def __init__(self, root: Path) -> None:
        """Reads what is there. Raises LockError, with file and line, when its middle is broken."""
        self.path = root / STATE_FOLDER / JOURNAL_FILE
        # What is settled isn't kept whole: a run may have thousands of bodies behind it.
        self._open: dict[str, Intent] = {}
        self._made: dict[tuple[str, str], Made] = {}
        self._deleted: set[tuple[str, str]] = set()
        lines, self._sound_bytes, self._ends_in_newline = _read(self.path)
        for line in lines:
            self._note(line)
        self._descriptor = -1

    def __enter__(self) -> Self:
        try:
            is_new = not self.path.exists()
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            os.ftruncate(self._descriptor, self._sound_bytes)
            if not self._ends_in_newline:
                os.write(self._descriptor, b"\n")
            if is_new:
                _sync_folder(self.path.parent)
        except OSError as error:
            raise self._refused(error) from None
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            os.fsync(self._descriptor)
        except OSError as refused:
            if error is None:
                raise self._refused(refused) from None
        finally:
            os.close(self._descriptor)

    def open_intents(self, environment: str, base_url: str) -> list[Intent]:
        """Intents of that environment whose outcome is not known, oldest first."""
        return [
            intent
            for intent in self._open.values()
            if (intent.environment, intent.base_url) == (environment, base_url)
        ]

    def created(self, environment: str, base_url: str) -> list[Made]:
        """The agents that intents of that environment led to, those deleted since left out."""
        return [
            made
            for made in self._made.values()
            if (made.environment, made.base_url) == (environment, base_url)
        ]

    def made(self, base_url: str, agent_id: str) -> Made | None:
        """How that agent came to be, None when it wasn't made here or was deleted since."""
        return self._made.get((base_url, agent_id))

    def is_deleted(self, base_url: str, agent_id: str) -> bool:
        """Whether this tool has deleted that agent."""
        return (base_url, agent_id) in self._deleted

    def append(self, *lines: Intent | Deleted) -> None:
        """Returns once the lines are synced to disk, all with one sync.

        Raises InputError when the disk refuses; then none of them is there.
        """
        try:
            self._write(b"".join(map(_bytes, lines)), synced=True)
        except OSError as error:
            raise self._refused(error) from None
        for line in lines:
            self._note(line)

    def answer(self, intent: Intent, outcome: Outcome, agent_id: str | None = None) -> None:
        """Writes what came of an intent.

        The next sync includes it, and a power cut may lose it: the intent is then settled as one
        without an answer, so nothing waits for this line. Raises InputError when the disk refuses.
        """
        line = Answer(intent=intent.intent, at=time.time(), outcome=outcome, id=agent_id)
        try:
            self._write(_bytes(line), synced=False)
        except OSError as error:
            raise self._refused(error) from None
        self._note(line)

    def _note(self, line: Intent | Answer | Deleted) -> None:
        match line:
            case Intent():
                self._open[line.intent] = line
            case Answer():
                intent = self._open.pop(line.intent, None)
                if intent is not None and line.id is not None:
                    self._made[intent.base_url, line.id] = _made(intent, line.id)
            case Deleted():
                self._made.pop((line.base_url, line.id), None)
                self._deleted.add((line.base_url, line.id))

    def _write(self, text: bytes, *, synced: bool) -> None:
        start = os.lseek(self._descriptor, 0, os.SEEK_END)
        try:
            written = 0
            while written < len(text):
                written += os.write(self._descriptor, text[written:])
            if synced:
                os.fsync(self._descriptor)
        except OSError:
            # Half a line left behind would break the journal for every later run.
            os.ftruncate(self._descriptor, start)
            raise

    def _refused(self, error: OSError) -> InputError:
        return InputError(
            f"{self.path} can't be written ({error.strerror}), so nothing more was sent. Make "
            "room or give leave, then run this again."
        )


def _bytes(line: Intent | Answer | Deleted) -> bytes:
    return line.model_dump_json().encode() + b"\n"


def _made(intent: Intent, agent_id: str) -> Made:
    return Made(
        environment=intent.environment,
        base_url=intent.base_url,
        key=intent.key,
        name=intent.name,
        id=agent_id,
        fingerprint=intent.fingerprint,
        bare=resolved_fingerprint(intent.body, {}),
    )


def _sync_folder(folder: Path) -> None:
    # Else a power cut may take the new file with all that was synced into it. Not every system
    # and file system can do it.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _read(path: Path) -> tuple[list[Intent | Answer | Deleted], int, bool]:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return [], 0, True
    except OSError as error:
        raise LockError(f"{path} can't be read: {error.strerror}.") from None
    lines: list[Intent | Answer | Deleted] = []
    sound = 0
    for number, raw in enumerate(data.splitlines(keepends=True), 1):
        is_last = sound + len(raw) == len(data)
        try:
            if raw.strip():
                lines.append(_LINE.validate_json(raw))
        except ValidationError:
            if is_last and not raw.endswith(b"\n"):
                return lines, sound, True
            raise LockError(
                f"{path}:{number}: not a line of this journal. Restore the file, or move "
                f"{STATE_FOLDER}/{JOURNAL_FILE} away after `migrator verify` shows no twins."
            ) from None
        sound += len(raw)
    return lines, sound, not data or data.endswith(b"\n")
