"""The migration as a libcst codemod for single files, with agent ids from the lock.

`python -m libcst.tool codemod -x --no-format migrator.codemod.ConnectionsToAgents FILE…`
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import libcst as cst
from libcst.codemod import CodemodCommand, SkipFile

from migrator.model.errors import MigratorError
from migrator.run.agents_asked_for import locked_ids
from migrator.run.applying import filled
from migrator.run.planning import Planned, make_plan
from migrator.run.project import Project, open_project, project_root


class ConnectionsToAgents(CodemodCommand):
    """Rewrites calls whose agents the lock has; skips files for which there is nothing to do.

    Every call that stays is a warning with its findings. The edits are proved as `apply` does,
    with the whole project for a world.
    """

    DESCRIPTION = "Move per-session Napster connections to their Omniagents."

    def transform_module_impl(self, tree: cst.Module) -> cst.Module:
        """The module with its calls rewritten. Raises SkipFile with the reason for none."""
        name = self.context.filename
        if name is None:
            raise SkipFile("the migration needs a file, not standard input")
        path = Path(name).resolve()
        try:
            project, planned = _planned(project_root([path]))
            ids = locked_ids(project)
        except MigratorError as error:
            raise SkipFile(str(error)) from error
        relative = path.relative_to(project.root).as_posix()
        for finding in planned.plan.findings:
            if finding.path == relative and finding.severity != "note":
                self.warn(f"{finding.line}: {finding.code} {finding.message}")
        text = planned.texts.get(relative)
        if text is None:
            raise SkipFile("no call of this file migrates")
        if tree.bytes != planned.tree.read(relative):
            raise SkipFile("the file changed since the project was read; run this again")
        keys = [agent.definition.key for agent in planned.groups]
        lacking = [key for key in _agents_in(planned, relative) if key not in ids]
        if lacking:
            raise SkipFile(
                f"agent {', '.join(lacking)} is not in the lock; run `migrator apply --agents-only`"
            )
        known = [key for key in keys if key in ids]
        return cst.parse_module(
            filled(text, known, ids).encode(tree.encoding), config=tree.config_for_parsing
        )


@lru_cache
def _planned(root: Path) -> tuple[Project, Planned]:
    """The project's plan, made once for all files of a run."""
    project = open_project([root])
    return project, make_plan(project, single_files=True)


def _agents_in(planned: Planned, path: str) -> list[str]:
    sites = [s for s in planned.plan.call_sites if path in planned.touched.get(s.id, ())]
    return [key for site in sites for key in site.agents]
