"""The saved plan, `.migrator/plan.json`: written by every run, read by `apply --plan` and `report`."""

from __future__ import annotations

from pathlib import Path

from migrator.model.errors import InputError
from migrator.model.plan import Plan
from migrator.model.state_folder import state_folder

PLAN_FILE = "plan.json"


def save_plan(root: Path, plan: Plan) -> Path:
    """Write `.migrator/plan.json`; returns its path. Raises InputError when it can't be."""
    path = state_folder(root) / PLAN_FILE
    try:
        path.write_text(plan.to_json(), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} can't be written: {error.strerror}.") from None
    return path


def load_plan(path: Path) -> Plan:
    """A saved plan. Raises InputError when the file is no plan."""
    try:
        return Plan.model_validate_json(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise InputError(f"{path} isn't there; run `migrator plan` first.") from None
    except OSError as error:
        raise InputError(f"{path} can't be read: {error.strerror}.") from None
    except ValueError:
        raise InputError(
            f"{path} is not a plan of this version; run `migrator plan` anew."
        ) from None
