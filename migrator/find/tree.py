"""SourceTree: the files a run looks at, read when needed, with an overlay for what might be."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from errno import EINVAL
from pathlib import Path
from typing import TypeVar, cast

from migrator.find.listing import list_files
from migrator.find.source import WIDE, narrow
from migrator.find.words import Words, is_word

_PIECE = 8 * 1024 * 1024
# How many bytes are kept of files that were only searched: a million lines, not ten.
_ROOM = 96 * 1024 * 1024
Made = TypeVar("Made")
Given = TypeVar("Given")
_OPEN_FLAGS = os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK


class SourceTree:
    """The world a run looks at: every file under the given paths, as bytes.

    `root` is absolute: the top of the git work tree when all paths are inside one, else the
    folder that holds them all. `paths` are the listed files, relative to it, with `/`, sorted.
    Bytes that were read or that held a needle are kept, so that all stages see the same ones; of
    the others as many as have room. What is found out about a file is found out once, also for
    the trees made of this one.
    """

    __slots__ = (
        "_all",
        "_base",
        "_holding",
        "_kept",
        "_made",
        "_members",
        "_overlay",
        "_room",
        "_said",
        "_words",
        "paths",
        "root",
        "unreadable",
    )

    def __init__(self, root: Path, paths: Sequence[str]) -> None:
        self.root = root
        self.paths = tuple(paths)
        self._members = frozenset(self.paths)
        self._overlay: Mapping[str, bytes] = {}
        self._kept: dict[str, bytes] = {}
        self._room = _ROOM
        self._all: list[tuple[str, bytes]] | None = None
        self._base: SourceTree | None = None
        self._holding: dict[bytes, tuple[str, ...]] = {}
        self._said: dict[str, tuple[str, ...]] = {}
        self._words: Words | None = None
        self._made: dict[tuple[object, str, bytes], object] = {}
        self.unreadable: set[str] = set()

    @classmethod
    def of(
        cls, paths: Sequence[Path], exclude: Sequence[str] = (), root: Path | None = None
    ) -> SourceTree:
        """The tree under `paths` (none: the current folder), without `exclude`.

        `exclude` are gitignore patterns, relative to the root. `root` is given when it is a folder
        above the one that would be worked out. Raises InputError for a path that
        doesn't exist.
        """
        listing = list_files(paths, exclude, root)
        return cls(listing.root, listing.paths)

    def read(self, path: str) -> bytes:
        """The bytes of a file, the overlay's first. Raises OSError."""
        data = self._overlay.get(path)
        if data is None:
            data = self._kept.get(path)
        if data is None:
            data = self._kept[path] = _read(f"{self.root}/{path}")
        return data

    def __contains__(self, path: object) -> bool:
        return path in self._members

    def with_files(self, files: Mapping[str, bytes]) -> SourceTree:
        """The same tree where `files` hold other bytes, or are new. Nothing is written."""
        other = SourceTree.__new__(SourceTree)
        other.root = self.root
        new = files.keys() - self._members
        other.paths = tuple(sorted((*self.paths, *new))) if new else self.paths
        other._members = self._members | new
        other._overlay = {**self._overlay, **files}
        other._kept = self._kept
        other._room = 0
        other._all = None
        other._base = self
        other._holding = {}
        other._said = {}
        other._words = None
        other._made = self._made
        other.unreadable = self.unreadable
        return other

    def once(self, make: Callable[[str, bytes], Made], path: str) -> Made:
        """What `make` makes of a file, made once for all trees that hold the file like this.

        `make` is a function of a module, of which the same arguments always get the same; it
        raises nothing. Raises OSError for a file that can't be read.
        """
        data = self.read(path)
        key = (make, path, data)
        if key not in self._made:
            self._made[key] = make(path, data)
        return cast("Made", self._made[key])

    def once_of(
        self,
        make: Callable[[str, Given], Made],
        first: Callable[[str, bytes], Given],
        path: str,
    ) -> Made:
        """What `make` makes of what `first` made of a file, each made once as `once` does."""
        key = (make, path, self.read(path))
        if key not in self._made:
            self._made[key] = make(path, self.once(first, path))
        return cast("Made", self._made[key])

    def holding(self, needle: bytes) -> tuple[str, ...]:
        """The files that hold `needle`, in order. Files that can't be read are left out."""
        found = self._holding.get(needle)
        if found is None:
            if self._base is None:
                near = self._index.near(needle)
                held = self._everything() if near is None else self.scan(near)
                found = tuple([path for path, data in held if needle in data])
            else:
                new = {path for path, data in self._overlay.items() if needle in data}
                old = self._base.holding(needle)
                found = tuple(path for path in old if path not in self._overlay)
                found = tuple(sorted({*found, *new})) if new else found
            self._holding[needle] = found
        return found

    def saying(self, text: str) -> tuple[str, ...]:
        """The files that hold a name as a whole word, in order, be it in code or in text.

        Of what is no plain word, those that hold it anywhere. Files that can't be read are left
        out.
        """
        if not is_word(text):
            return self.holding(text.encode())
        found = self._said.get(text)
        if found is None:
            found = self._said[text] = self._look_up(text)
        return found

    @property
    def _index(self) -> Words:
        """The words of the files, or of those that are not as in the tree this was made of."""
        if self._words is None:
            own = self._overlay.items() if self._base is not None else self._everything()
            self._words = Words(own)
        return self._words

    def _look_up(self, word: str) -> tuple[str, ...]:
        new = self._index.saying(word)
        if self._base is None:
            return new
        old = [path for path in self._base.saying(word) if path not in self._overlay]
        return tuple(sorted([*old, *new])) if new else tuple(old)

    def _everything(self) -> Iterable[tuple[str, bytes]]:
        if self._all is None:
            pairs = list(self.scan())
            if len(pairs) > len(self._kept):
                return pairs
            self._all = pairs
        return self._all

    def search(
        self, needles: Sequence[bytes], among: Iterable[str] | None = None
    ) -> dict[str, frozenset[bytes]]:
        """Files that hold any of `needles`, in order, each with those it holds.

        Looks through all listed files, or those of `among`. Files that can't be read are left
        out.
        """
        found: dict[str, frozenset[bytes]] = {}
        for path, data in self.scan(among):
            held = [needle for needle in needles if needle in data]
            if not held and data.startswith(WIDE):
                text = narrow(data)
                held = [needle for needle in needles if needle in text]
            if held:
                found[path] = frozenset(held)
                if path not in self._overlay:
                    self._kept[path] = data
        return found

    def scan(self, among: Iterable[str] | None = None) -> Iterator[tuple[str, bytes]]:
        """Every listed file (or those of `among`) that can be read, with its bytes, in order.

        What can't be read is in `unreadable` afterwards.
        """
        prefix = f"{self.root}/"
        kept, overlay = self._kept, self._overlay
        for path in self.paths if among is None else among:
            data = overlay[path] if path in overlay else kept.get(path)
            if data is None:
                try:
                    data = _read(prefix + path)
                except OSError:
                    self.unreadable.add(path)
                    continue
                if len(data) <= self._room:
                    self._room -= len(data)
                    kept[path] = data
            yield path, data


def _read(path: str) -> bytes:
    handle = os.open(path, _OPEN_FLAGS)
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise OSError(EINVAL, "not a regular file", path)
        data = os.read(handle, state.st_size + 1)
        if len(data) == state.st_size:
            return data
        pieces = [data]
        while pieces[-1]:
            pieces.append(os.read(handle, _PIECE))
        return b"".join(pieces)
    finally:
        os.close(handle)
