"""The append-only journal: what is about to be done, synced to disk first, and what came of it.

One JSON object a line. A line that was cut off at the end never took effect and is dropped.
"""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from types import TracebackType
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, JsonValue, TypeAdapter, ValidationError

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


class Journal:
    """The journal of a project. To append, enter it, with `only_run` held."""

    def __init__(self, root: Path) -> None:
        """Reads what is there. Raises LockError, with file and line, when its middle is broken."""
        self.path = root / STATE_FOLDER / JOURNAL_FILE
        self.intents: dict[str, Intent] = {}
        self.answers: dict[str, Answer] = {}
        self.deleted: set[tuple[str, str]] = set()
        self._intended: dict[tuple[str, str], str] = {}
        lines, self._sound_bytes, self._ends_in_newline = _read(self.path)
        for line in lines:
            self._note(line)
        self._waiting: list[tuple[bytes, asyncio.Future[None]]] = []
        self._descriptor = -1

    def __enter__(self) -> Self:
        try:
            self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
            os.ftruncate(self._descriptor, self._sound_bytes)
            if not self._ends_in_newline:
                os.write(self._descriptor, b"\n")
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
        finally:
            os.close(self._descriptor)

    def open_intents(self, environment: str, base_url: str) -> list[Intent]:
        """Intents of that environment whose outcome is not known, oldest first."""
        return [
            intent
            for intent in self.intents.values()
            if intent.intent not in self.answers
            and (intent.environment, intent.base_url) == (environment, base_url)
        ]

    def created(self, environment: str, base_url: str) -> list[tuple[Intent, str]]:
        """Intents of that environment with the id each led to, those deleted since left out."""
        return [
            (intent, answer.id)
            for answer in self.answers.values()
            if answer.id is not None
            and (intent := self.intents.get(answer.intent)) is not None
            and (intent.environment, intent.base_url) == (environment, base_url)
            and (base_url, answer.id) not in self.deleted
        ]

    def intended(self, base_url: str, agent_id: str) -> str | None:
        """The fingerprint that the creation of that agent was to end with, if it was ours."""
        return self._intended.get((base_url, agent_id))

    async def append(self, line: Intent | Deleted) -> None:
        """Returns once the line is synced to disk. Lines that come together share one sync.

        Raises InputError when the disk refuses.
        """
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        if not self._waiting:
            # After everything else that is ready now, so that its lines come along.
            loop.call_soon(self._sync)
        self._waiting.append((_bytes(line), done))
        await done
        self._note(line)

    def answer(self, line: Answer) -> None:
        """Writes what came of an intent; the next sync includes it.

        A power cut may lose it. The intent is then settled as one without an answer, so nothing
        waits for this line. Raises InputError when the disk refuses.
        """
        try:
            self._write(_bytes(line))
        except OSError as error:
            raise self._refused(error) from None
        self._note(line)

    def _note(self, line: Intent | Answer | Deleted) -> None:
        match line:
            case Intent():
                self.intents[line.intent] = line
            case Answer():
                self.answers[line.intent] = line
                intent = self.intents.get(line.intent)
                if intent is not None and line.id is not None:
                    self._intended[intent.base_url, line.id] = intent.fingerprint
            case Deleted():
                self.deleted.add((line.base_url, line.id))

    def _sync(self) -> None:
        batch, self._waiting = self._waiting, []
        refused = None
        try:
            self._write(b"".join(text for text, _ in batch))
            os.fsync(self._descriptor)
        except OSError as error:
            refused = self._refused(error)
        for _, done in batch:
            if done.done():
                continue
            if refused is None:
                done.set_result(None)
            else:
                done.set_exception(refused)

    def _write(self, text: bytes) -> None:
        start = os.lseek(self._descriptor, 0, os.SEEK_END)
        try:
            written = 0
            while written < len(text):
                written += os.write(self._descriptor, text[written:])
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
