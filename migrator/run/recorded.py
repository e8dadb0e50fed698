"""Configurations that the routing module recorded at run time, made whole again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migrator.plan.decisions import Decision
    from migrator.plan.routed import Configuration
    from migrator.run.project import Project


def recorded_configurations(project: Project, decisions: Sequence[Decision]) -> list[Configuration]:
    """The configurations of the project's record that an agent can be made for."""
    return []
