"""Options that several commands share, and the project they add up to."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from migrator.run.agents_asked_for import Access
    from migrator.run.project import Project

P = ParamSpec("P")
R = TypeVar("R")
Decorator = Callable[[Callable[P, R]], Callable[P, R]]

_FILE = click.Path(dir_okay=False, path_type=Path)
# What a command makes of a project lives until it ends: to look through all of it for garbage, again
# and again, would cost a fifth of a plan's time, and there is next to none. Only much is looked through.
_COLLECTING = (5_000_000, 50, 1_000_000)


def _together(*options: Callable[[Callable[P, R]], Callable[P, R]]) -> Decorator[P, R]:
    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


def paths_argument(function: Callable[P, R]) -> Callable[P, R]:
    """PATHS…, as they are typed; whether they exist is looked at when they are listed."""
    return click.argument("paths", nargs=-1, type=click.Path(path_type=Path))(function)


def common_options(function: Callable[P, R]) -> Callable[P, R]:
    """--config, --rules, --quiet, --verbose, --no-color, --jobs."""
    decorate: Decorator[P, R] = _together(
        click.option("--config", type=_FILE, help="Read the settings from this file."),
        click.option(
            "--rules", type=_FILE, multiple=True, help="A rule pack, or rows to add to it."
        ),
        click.option("--quiet", "-q", is_flag=True, help="Say only what is asked for."),
        click.option("--verbose", "-v", is_flag=True, help="Say more; show tracebacks."),
        click.option("--no-color", is_flag=True, help="No colours (also NO_COLOR)."),
        click.option(
            "--jobs",
            "-j",
            metavar="N",
            type=click.IntRange(1, 64),
            help="Parallel requests (default 8), and processes that read the tree (default: one a "
            "processor).",
        ),
    )
    return decorate(function)


def format_option(*formats: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """--format with these choices, the first by default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help="How standard output is written.",
    )


def api_options(function: Callable[P, R]) -> Callable[P, R]:
    """--base-url, --environment, --rate, --set and --env-file."""
    decorate: Decorator[P, R] = _together(
        click.option(
            "--base-url",
            metavar="URL",
            help="Where the API is (also NAPSTER_BASE_URL; default: the public service).",
        ),
        click.option(
            "--environment",
            metavar="NAME",
            help="The section of the lock to work in (default: `default`).",
        ),
        click.option(
            "--rate",
            metavar="N",
            type=click.FloatRange(min=0, min_open=True),
            help="Send the API at most N requests a second.",
        ),
        click.option(
            "--set",
            "assignments",
            multiple=True,
            metavar="NAME=VALUE",
            help="The value of an environment variable that the code reads.",
        ),
        click.option(
            "--env-file", type=_FILE, multiple=True, help="More such values, as NAME=VALUE lines."
        ),
    )
    return decorate(function)


def planning_options(function: Callable[P, R]) -> Callable[P, R]:
    """What shapes a plan: references, languages, FAQs, uncommitted files."""
    decorate: Decorator[P, R] = _together(
        click.option(
            "--agent-ref",
            type=click.Choice(["auto", "literal", "env", "module"]),
            help="How code refers to its agent: a constant, an environment variable, or a module.",
        ),
        click.option(
            "--max-variants",
            metavar="N",
            type=click.IntRange(1, 100),
            help="How many agents one call may choose among (default: 12).",
        ),
        click.option(
            "--language-format",
            type=click.Choice(["auto", "name", "iso"]),
            help="Write agents' languages as names or as ISO 639-1 codes.",
        ),
        click.option(
            "--strict-faq", is_flag=True, help="Leave calls with several FAQ collections."
        ),
        click.option(
            "--dynamic",
            type=click.Choice(["leave", "route"]),
            help="What becomes of calls whose agent is only known at run time.",
        ),
        click.option("--allow-dirty", is_flag=True, help="Write files with uncommitted changes."),
    )
    return decorate(function)


def project_from(options: Mapping[str, object], paths: tuple[Path, ...] = ()) -> Project:
    """The project that a command's options describe. Raises InputError and PackError."""
    from migrator.model.errors import InputError
    from migrator.model.settings import KEY_VARIABLE
    from migrator.run.project import open_project, read_env_file

    gc.set_threshold(*_COLLECTING)
    given: list[tuple[str, Mapping[str, str]]] = []
    flags: dict[str, str] = {}
    for assignment in _texts(options.get("assignments")):
        name, equals, value = assignment.partition("=")
        if not equals or not name.isidentifier():
            raise InputError(f"--set {assignment}: expected NAME=VALUE.")
        if name == KEY_VARIABLE:
            raise InputError(
                f"--set {name}: the key is taken from the environment alone, where no list of "
                "processes and no shell history shows it."
            )
        flags[name] = value
    given.append(("--set", flags))
    for file in reversed(_paths(options.get("env_file"))):
        given.append((str(file), read_env_file(file)))  # noqa: PERF401
    config, jobs = options.get("config"), options.get("jobs")
    return open_project(
        paths,
        config=config if isinstance(config, Path) else None,
        rules=_paths(options.get("rules")),
        overrides={
            "base_url": options.get("base_url"),
            "environment": options.get("environment"),
            "agent_ref": options.get("agent_ref"),
            "language_format": options.get("language_format"),
            "max_variants": options.get("max_variants"),
            "strict_faq": options.get("strict_faq") or None,
            "dynamic": options.get("dynamic"),
        },
        given=given,
        allow_dirty=bool(options.get("allow_dirty")),
        jobs=jobs if isinstance(jobs, int) else 0,
        recorded=_paths(options.get("recorded")),
    )


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, tuple) else []


def _paths(value: object) -> list[Path]:
    return [Path(str(item)) for item in value] if isinstance(value, tuple) else []


def access_from(options: Mapping[str, object]) -> Access:
    """How the API is reached, the key from the environment. Raises InputError without a key."""
    from migrator.create.api_key import ApiKey
    from migrator.model.errors import InputError
    from migrator.model.settings import KEY_VARIABLE
    from migrator.run.agents_asked_for import Access

    key = os.environ.get(KEY_VARIABLE, "").strip()
    if not key:
        raise InputError(
            f"{KEY_VARIABLE} is not set. Put the key of the project that the code uses into the "
            "environment; it is never taken from the command line."
        )
    jobs, rate = options.get("jobs"), options.get("rate")
    return Access(
        ApiKey(key),
        jobs if isinstance(jobs, int) else 8,
        rate=rate if isinstance(rate, float) else None,
        shared_project=bool(options.get("shared_project")),
    )


def access_if_any(options: Mapping[str, object]) -> Access | None:
    """As `access_from`, None without a key."""
    from migrator.model.settings import KEY_VARIABLE

    return access_from(options) if os.environ.get(KEY_VARIABLE, "").strip() else None
