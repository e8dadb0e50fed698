"""The environment variables in which code finds its agents' ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from migrator.model.agents import AgentDefinition
from migrator.model.settings import Settings
from migrator.plan.naming import constant_name
from migrator.rewrite.edits import AgentReference
from migrator.run.project import Project


def in_code(
    references: Mapping[str, AgentReference], keys: Sequence[str], ids: Mapping[str, str]
) -> dict[str, str]:
    """The variables that rewritten code reads for these agents, with the ids of these."""
    found = [(key, references[key]) for key in keys]
    return {ref.name: ids[key] for key, ref in found if ref.kind == "env"}


def of_other_environment(
    project: Project, definitions: Sequence[AgentDefinition], ids: Mapping[str, str]
) -> dict[str, str]:
    """What code that was rewritten for one environment is to find in another's variables."""
    if project.settings.environment == Settings().environment:
        return {}
    by_environment = project.settings.agent_ref == "env"
    return {
        constant_name(each.key): ids[each.key]
        for each in definitions
        if each.key in ids and (each.environment or by_environment)
    }
