"""Recorded configurations that the API refused, kept so that each is asked for once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from migrator.create.lock_file import write_whole
from migrator.model.errors import InputError
from migrator.model.state_folder import STATE_FOLDER, state_folder

_FILE = "refused.json"


def refused_before(root: Path, environment: str) -> dict[str, str]:
    """What the API said of configurations in an environment, by their fingerprints.

    Raises InputError for a file that can't be read.
    """
    return _read(root).get(environment, {})


def remember_refused(root: Path, environment: str, said: Mapping[str, str]) -> None:
    """Keep what the API said of configurations, by fingerprint. Raises InputError."""
    held = _read(root)
    held[environment] = {**held.get(environment, {}), **said}
    write_whole(state_folder(root) / _FILE, json.dumps(held, indent=2, sort_keys=True) + "\n")


def _read(root: Path) -> dict[str, dict[str, str]]:
    path = root / STATE_FOLDER / _FILE
    try:
        held = json.loads(path.read_text("utf-8"))
        return {str(name): {str(k): str(v) for k, v in held[name].items()} for name in held}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError):
        raise InputError(f"{path} can't be read. Delete it to have all asked for anew.") from None
