"""The routing module as a project has it: in a folder, with or without a table, imported anew."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

from migrator.model.loading import load_rules
from migrator.rewrite.routing_module import Sections, module_text, table_text

NAME = "omniagents"


def install(folder: Path, table: Sections | str | None) -> None:
    """Write the module; `table` is what its table says, its text, or None for no table."""
    (folder / f"{NAME}.py").write_text(module_text(load_rules([])))
    if table is not None:
        text = table if isinstance(table, str) else table_text(table)
        (folder / f"{NAME}_table.py").write_text(text)


@contextmanager
def imported(folder: Path) -> Iterator[ModuleType]:
    """The module of a folder, as a new process would see it."""
    sys.path.insert(0, str(folder))
    importlib.invalidate_caches()
    try:
        yield importlib.import_module(NAME)
    finally:
        sys.path.remove(str(folder))
        for name in [name for name in sys.modules if name.startswith(NAME)]:
            del sys.modules[name]
