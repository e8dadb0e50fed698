"""Files that were clean under their formatter stay clean: one run of ruff a configuration."""

from __future__ import annotations

import subprocess
import tempfile
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ruff.__main__ import find_ruff_bin  # type: ignore[import-untyped]

_RUFF_FILES = (".ruff.toml", "ruff.toml")
_TIMEOUT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """One file: its path relative to the root (with `/`), its text before and after the edit."""

    path: str
    before: str
    after: str


def keep_clean(files: Sequence[BeforeAfter], root: Path) -> list[str]:
    """The texts to write, in the order given.

    A file that its project's `ruff format` (or Black's settings) would have left alone is
    formatted again after the edit; any other text comes back as it was edited.
    """
    texts = [file.after for file in files]
    ruff = _ruff()
    if ruff is None:
        return texts
    options: dict[Path, tuple[str, ...]] = {}
    groups: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, file in enumerate(files):
        folder = (root / file.path).parent
        if folder not in options:
            options[folder] = tuple(_options(folder, root))
        groups[options[folder]].append(index)
    for chosen, indexes in groups.items():
        formatted = _formatted(ruff, chosen, [files[index] for index in indexes])
        for index, text in zip(indexes, formatted, strict=True):
            texts[index] = text
    return texts


def _ruff() -> str | None:
    try:
        return str(find_ruff_bin())
    except FileNotFoundError:
        return None


def _formatted(ruff: str, options: Sequence[str], files: Sequence[BeforeAfter]) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="migrator-format-") as folder:
        pairs: list[tuple[Path, Path]] = []
        for index, file in enumerate(files):
            name = Path(file.path).name
            pair = tuple(Path(folder) / when / str(index) / name for when in ("before", "after"))
            for path, text in zip(pair, (file.before, file.after), strict=True):
                path.parent.mkdir(parents=True)
                path.write_bytes(text.encode("utf-8", "surrogatepass"))
            pairs.append((pair[0], pair[1]))
        if not _ran(ruff, options, folder):
            return [file.after for file in files]
        return [_choice(file, *pair) for file, pair in zip(files, pairs, strict=True)]


def _choice(file: BeforeAfter, before: Path, after: Path) -> str:
    was_clean = before.read_bytes() == file.before.encode("utf-8", "surrogatepass")
    if not was_clean:
        return file.after
    return after.read_bytes().decode("utf-8", "surrogatepass")


def _ran(ruff: str, options: Sequence[str], folder: str) -> bool:
    """Whether ruff came to its end; files that it could not read, it left alone."""
    command = [ruff, "format", "--quiet", "--no-cache", "--no-respect-gitignore", *options, folder]
    try:
        subprocess.run(  # noqa: S603
            command, capture_output=True, timeout=_TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return True


def _options(folder: Path, root: Path) -> Iterator[str]:
    """The options that make ruff format as the nearest configuration asks."""
    for parent in (folder, *folder.parents):
        for name in _RUFF_FILES:
            if (parent / name).is_file():
                yield from _as_configured(parent / name)
                return
        tools = _tools(parent / "pyproject.toml")
        if "ruff" in tools:
            yield from _as_configured(parent / "pyproject.toml")
            return
        if "black" in tools:
            yield from _as_black(tools["black"])
            return
        if parent == root:
            break
    yield "--isolated"


def _as_configured(file: Path) -> Iterator[str]:
    yield from ("--config", str(file), "--config", "exclude=[]", "--config", "extend-exclude=[]")
    yield from ("--config", "format.exclude=[]")


def _as_black(settings: object) -> Iterator[str]:
    yield "--isolated"
    if not isinstance(settings, dict):
        return
    length = settings.get("line-length")
    if isinstance(length, int):
        yield from ("--line-length", str(length))
    if settings.get("skip-string-normalization") is True:
        yield from ("--config", "format.quote-style='preserve'")
    if settings.get("skip-magic-trailing-comma") is True:
        yield from ("--config", "format.skip-magic-trailing-comma=true")


def _tools(file: Path) -> dict[str, object]:
    try:
        tools = tomllib.loads(file.read_text(encoding="utf-8")).get("tool", {})
    except (OSError, ValueError):
        return {}
    return tools if isinstance(tools, dict) else {}
