"""What every run starts from: the project's root, its tree, pack, settings and given values."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from migrator.find.git import work_tree
from migrator.model.errors import InputError
from migrator.model.loading import load_rules, load_settings
from migrator.model.own_files import DEFINITIONS_FILE, LOCK_FILE
from migrator.model.pack import RulePack
from migrator.model.settings import BASE_URL_VARIABLE, Settings
from migrator.model.state_folder import STATE_FOLDER
from migrator.model.validation import validated
from migrator.plan.environment import EnvironmentValues
from migrator.run.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Project:
    """A project as a run sees it. `hosts` serve the API besides the pack's own.

    `jobs` is how many processes may read it, 0 for as many as there are processors.
    `recorded` are files with configurations that the routing module saw at run time, `wishes` what
    a person said to its calls.
    """

    root: Path
    paths: tuple[Path, ...]
    pack: RulePack
    settings: Settings
    values: EnvironmentValues = field(default_factory=EnvironmentValues)
    allow_dirty: bool = False
    jobs: int = 0
    recorded: tuple[Path, ...] = ()
    wishes: Wishes = field(default_factory=Wishes)

    @property
    def hosts(self) -> tuple[str, ...]:
        """Hosts that serve the API: the pack's and the one this run speaks to."""
        return (*self.pack.pack.hosts, urlsplit(self.settings.base_url).netloc)


def open_project(
    paths: Sequence[Path],
    *,
    config: Path | None = None,
    rules: Sequence[Path] = (),
    overrides: Mapping[str, object] | None = None,
    given: Sequence[tuple[str, Mapping[str, str]]] = (),
    allow_dirty: bool = False,
    jobs: int = 0,
    recorded: Sequence[Path] = (),
) -> Project:
    """The project at `paths`, with its configuration and what the command line says.

    `overrides` replace settings that are not None; NAPSTER_BASE_URL of the environment replaces
    the configured address. `given` are labelled layers of environment values, the first wins.
    Raises InputError and PackError.
    """
    start = paths[0] if paths else Path.cwd()
    settings = load_settings(start if start.is_dir() else start.parent, config)
    from_environment = {"base_url": os.environ.get(BASE_URL_VARIABLE) or None}
    chosen = {
        name: value
        for name, value in (*from_environment.items(), *(overrides or {}).items())
        if value is not None
    }
    settings = validated(Settings, {**settings.model_dump(), **chosen}, InputError, "the options")
    _check_base_url(settings.base_url)
    looked = tuple(paths) or tuple(Path(path) for path in settings.paths) or (Path.cwd(),)
    pack = load_rules([Path(path) for path in settings.rules] + list(rules))
    if settings.tags == "agent":
        pack = pack.model_copy(update={"constants_to_agent": ["tags"]})
    layers = (*given, ("the configuration", settings.values))
    values = EnvironmentValues(tuple(layers), dict(os.environ))
    root = project_root(looked)
    return Project(root, looked, pack, settings, values, allow_dirty, jobs, tuple(recorded))


def project_root(paths: Sequence[Path]) -> Path:
    """The folder that holds what a run writes: the top of the git work tree, else where it starts.

    Outside git that is the nearest folder above with files of an earlier run, else the current
    folder when the paths are in it, else the folder that holds them.
    """
    places = [path.resolve() for path in paths] or [Path.cwd()]
    tops = {work_tree(place if place.is_dir() else place.parent) for place in places}
    top = tops.pop() if len(tops) == 1 else None
    if top is not None:
        return top
    common = Path(os.path.commonpath([p if p.is_dir() else p.parent for p in places]))
    for folder in (common, *common.parents):
        if any((folder / name).exists() for name in (LOCK_FILE, DEFINITIONS_FILE, STATE_FOLDER)):
            return folder
    here = Path.cwd()
    return here if common.is_relative_to(here) else common


def read_env_file(path: Path) -> dict[str, str]:
    """`NAME=value` lines of a file as the shell and dotenv read them, comments and quotes aside.

    Raises InputError, which names the line.
    """
    values: dict[str, str] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} can't be read: {error}. Give a text file.") from None
    for number, line in enumerate(lines, 1):
        text = line.strip().removeprefix("export ").strip()
        if not text or text.startswith("#"):
            continue
        name, equals, value = text.partition("=")
        if not equals or not name.strip().isidentifier():
            raise InputError(f"{path}:{number}: expected NAME=value.")
        values[name.strip()] = _unquoted(value.strip())
    return values


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text.partition(" #")[0].rstrip()


def _check_base_url(base_url: str) -> None:
    parts = urlsplit(base_url)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise InputError(
            f"The base URL {base_url!r} is no address: expected something like "
            "https://companion-api.napster.com."
        )
