"""The migration as a libcst codemod for single files, with agent ids from the lock.

`python -m libcst.tool codemod migrator.codemod.ConnectionsToAgents FILE…`
"""

from __future__ import annotations

from pathlib import Path

import libcst as cst
from libcst.codemod import CodemodCommand, SkipFile

from migrator.model.errors import MigratorError
from migrator.run.applying import filled, locked_ids
from migrator.run.planning import make_plan
from migrator.run.project import open_project


class ConnectionsToAgents(CodemodCommand):
    """Rewrites calls whose agents the lock has; skips files for which there is nothing to do.

    Every call that stays is a warning with its findings. The edits are proved as `apply` does.
    """

    DESCRIPTION = "Move per-session Napster connections to their Omniagents."

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """The module with its calls rewritten. Raises SkipFile with the reason for none."""
        name = self.context.filename
        if name is None:
            raise SkipFile("the migration needs a file, not standard input")
        path = Path(name).resolve()
        try:
            project = open_project([path])
            planned = make_plan(project)
            ids = locked_ids(project)
        except MigratorError as error:
            raise SkipFile(str(error)) from error
        relative = path.relative_to(project.root).as_posix()
        for finding in planned.plan.findings:
            if finding.path == relative:
                self.warn(f"{finding.line}: {finding.code} {finding.message}")
        text = planned.texts.get(relative)
        if text is None:
            raise SkipFile("no call of this file migrates")
        keys = [agent.definition.key for agent in planned.groups]
        lacking = [key for key in keys if key not in ids]
        if lacking:
            raise SkipFile(
                f"agent {', '.join(lacking)} is not in the lock; run `migrator apply --agents-only`"
            )
        return cst.parse_module(
            filled(text, keys, ids).encode(tree.encoding), config=tree.config_for_parsing
        )
