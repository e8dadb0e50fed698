"""The process environment: what code reads from it, unless code of the tree also sets it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from migrator.model.values import FromEnv, PerRequest
from migrator.read.searches import Searches

if TYPE_CHECKING:
    from migrator.model.values import Known
    from migrator.read.frame import Frame
    from migrator.read.reader import Reader


def from_environment(
    reader: Reader, name: str, default: Known | None, node: ast.expr, frame: Frame
) -> FromEnv | PerRequest:
    """What reading a variable gives; `default` is what stands in for one that is not set."""
    why = reader.program.ask(Searches.environment_set, name)
    if why is not None:
        return frame.unknown(node, why)
    return FromEnv(name, default, "str", frame.module.span(node))
