"""The lock while a run works on one environment of it: changed in memory, soon on disk.

The journal is synced before every step, so the file may lag a little and nothing is lost.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Literal

from migrator.create.lock_file import read_lock, write_lock
from migrator.model.errors import InputError
from migrator.model.lock import LockedAgent, LockedEnvironment
from migrator.model.own_files import LOCK_FILE

# Writing the whole file costs more the longer it is; this bounds its share of a run.
_WRITING_SHARE = 0.01


class LockKeeper:
    """One environment of the lock. Call `flush` at the end, whatever happened."""

    def __init__(self, root: Path, environment: str, base_url: str) -> None:
        """Raises LockError when the lock is broken, InputError when it names another API."""
        self._root, self.environment, self.base_url = root, environment, base_url
        self._seen = _digest(root)
        self._lock = read_lock(root)
        section = self._lock.environments.get(environment)
        if section is not None and section.base_url.rstrip("/") != base_url:
            raise InputError(
                f"The lock's environment {environment!r} lives at {section.base_url}, and this run "
                f"speaks to {base_url}. Name another environment with --environment."
            )
        self.agents: dict[str, LockedAgent] = dict(section.agents) if section else {}
        self.language_form: Literal["iso", "name"] = section.language_form if section else "iso"
        self._removed: set[str] = set()
        self._is_dirty = False
        self._next_write = 0.0

    @property
    def ids(self) -> set[str]:
        """Ids of the agents that any environment of the lock has at this API: nobody else's."""
        return {agent.id for agent in self.agents.values()}.union(*self.ids_elsewhere.values())

    @property
    def ids_elsewhere(self) -> dict[str, set[str]]:
        """Ids that other environments of the lock have at the same API, by environment."""
        return {
            name: {agent.id for agent in section.agents.values()}
            for name, section in self._lock.environments.items()
            if name != self.environment and section.base_url.rstrip("/") == self.base_url
        }

    def put(self, key: str, agent: LockedAgent) -> None:
        """An agent is there, or is now set to something else."""
        if self.agents.get(key) != agent:
            self.agents[key] = agent
            self._changed()

    def remove(self, key: str) -> None:
        """An agent is gone."""
        del self.agents[key]
        self._removed.add(key)
        self._changed()

    def remember_language_form(self, form: Literal["iso", "name"]) -> None:
        """The API took languages in this form."""
        if form != self.language_form:
            self.language_form = form
            self._changed()

    def flush(self) -> None:
        """Writes what isn't on disk yet, beside what others wrote there meanwhile.

        Raises InputError when the disk refuses, LockError when others broke the file.
        """
        if not self._is_dirty:
            return
        started = time.monotonic()
        if _digest(self._root) != self._seen:
            self._take_over()
        section = LockedEnvironment(
            base_url=self.base_url, language_form=self.language_form, agents=self.agents
        )
        environments = {**self._lock.environments, self.environment: section}
        write_lock(self._root, self._lock.model_copy(update={"environments": environments}))
        self._seen = _digest(self._root)
        self._is_dirty = False
        ended = time.monotonic()
        self._next_write = ended + (ended - started) / _WRITING_SHARE

    def _changed(self) -> None:
        self._is_dirty = True
        if time.monotonic() >= self._next_write:
            self.flush()

    def _take_over(self) -> None:
        self._lock = read_lock(self._root)
        section = self._lock.environments.get(self.environment)
        for key, agent in section.agents.items() if section else ():
            if key not in self._removed:
                self.agents.setdefault(key, agent)


def _digest(root: Path) -> bytes | None:
    try:
        with (root / LOCK_FILE).open("rb") as file:
            return hashlib.file_digest(file, "sha256").digest()
    except OSError:
        return None
