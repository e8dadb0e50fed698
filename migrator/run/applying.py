"""Applying: agents first, then the sources whose agents exist, all of a file or none of it."""

from __future__ import annotations

import hashlib
import json
import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from migrator.create.env_file import write_agent_variables
from migrator.create.lock_file import read_lock, write_whole
from migrator.create.outcome import CreationReport
from migrator.find.git import is_dirty
from migrator.find.source import decode
from migrator.find.tree import SourceTree
from migrator.model.errors import StaleSourceError
from migrator.model.own_modules import ENVIRONMENT_VARIABLE, table_path
from migrator.model.plan import Plan
from migrator.model.state_folder import state_folder
from migrator.report.rendering import render
from migrator.rewrite.writing import SourceWrite, backup_folder, last_written, write_sources
from migrator.run.agent_variables import in_code, of_other_environment
from migrator.run.agents_asked_for import Access, all_definitions, create_agents
from migrator.run.id_modules import id_files, lacking_by_default
from migrator.run.plan_file import save_plan
from migrator.run.planning import Planned, needs_a_person, placeholder
from migrator.run.project import Project
from migrator.run.routing_files import routing_files

REPORT_FILE = "report.html"


@dataclass(slots=True)
class Applied:
    """What an apply did.

    `written` are paths; `waiting` pairs a path with why its edit was not written. `plan` is the
    plan that was applied. `variables` are names of environment variables and the agent ids that
    the rewritten code finds in them.
    """

    plan: Plan
    creation: CreationReport | None = None
    written: list[str] = field(default_factory=list)
    waiting: list[tuple[str, str]] = field(default_factory=list)
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def did_something(self) -> bool:
        """Whether sources were written, or agents created, adopted or changed."""
        creation = self.creation
        agents = creation and (creation.created or creation.adopted or creation.updated)
        return bool(self.written or agents)

    @property
    def is_whole(self) -> bool:
        """Whether every edit of the plan was written."""
        summary = self.plan.summary
        return not self.waiting and bool(self.written or not (summary.migrate or summary.route))

    @property
    def needs_a_person(self) -> bool:
        """Whether sites or agents are left that someone has to look at."""
        creation = self.creation
        unfinished = creation is not None and bool(creation.failed or creation.outdated)
        return bool(self.waiting or unfinished or needs_a_person(self.plan))

    def to_json(self) -> str:
        """The outcome for scripts: agents by what became of them, files, what waits."""
        creation = self.creation
        document = {
            "summary": self.plan.summary.model_dump(),
            "agents": None
            if creation is None
            else {
                "created": creation.created,
                "adopted": creation.adopted,
                "unchanged": creation.unchanged,
                "updated": creation.updated,
                "outdated": creation.outdated,
                "failed": dict(creation.failed),
                "pending": creation.pending,
                "stopped": creation.stopped,
            },
            "written": self.written,
            "waiting": dict(self.waiting),
        }
        return json.dumps(document, indent=2, ensure_ascii=False)


def record(project: Project, applied: Applied) -> Path | None:
    """Keep the plan and the report of an apply in `.migrator/`; returns the report's path.

    One that found nothing to do leaves those of the last that did: None. Raises InputError.
    """
    path = state_folder(project.root) / REPORT_FILE
    if path.exists() and not applied.did_something:
        return None
    save_plan(project.root, applied.plan)
    lock = read_lock(project.root)
    html = render("html", applied.plan, project.pack, lock, applied=applied.is_whole)
    write_whole(path, html)
    return path


def expect_unchanged(saved: Plan, current: Plan, root: Path) -> None:
    """Raises StaleSourceError when the sources, or anything else, changed since a plan was saved."""
    for source in saved.sources:
        try:
            digest = hashlib.sha256((root / source.path).read_bytes()).hexdigest()
        except OSError:
            digest = ""
        if digest != source.sha256:
            raise StaleSourceError(
                f"{source.path} changed since the plan was made. Run `migrator plan` anew."
            )
    if saved.to_json() != current.to_json():
        raise StaleSourceError(
            "The plan made now differs from the saved one: other files, options, environment "
            "values or definitions. Run `migrator plan` anew and look at it."
        )


def dirty_files(project: Project, planned: Planned) -> dict[str, str]:
    """Paths among the edited files that hold uncommitted work, with the reason to wait.

    What our own runs wrote doesn't count.
    """
    if project.allow_dirty:
        return {}
    modules = [path for module in planned.modules for path in (module, table_path(module))]
    modules += planned.ids.there
    there = [path for path in modules if (project.root / path).exists()]
    dirty = is_dirty(project.root, sorted([*planned.texts, *there]))
    ours = last_written(project.root)
    why = "it has uncommitted changes; commit or stash them, or pass --allow-dirty"
    return {
        path: why
        for path in sorted(dirty)
        if hashlib.sha256((project.root / path).read_bytes()).hexdigest() != ours.get(path)
    }


def write_code(project: Project, planned: Planned, ids: Mapping[str, str]) -> Applied:
    """Fill in agent ids and write the edited sources, files that belong together only whole.

    `ids` are by agent key. Files with uncommitted work, and those that need an agent without an
    id, wait, and with them all that share an edit. Raises StaleSourceError when a source changed
    since it was read.
    """
    applied = Applied(planned.plan)
    environment = project.settings.environment
    held_back = lacking_by_default(project.root, environment, planned.ids, ids)
    held_back |= dirty_files(project, planned) | _lacking(planned, ids)
    held_back |= _asking_what_waits(planned, held_back)
    held_back |= _importing_what_waits(planned, held_back)
    writes: list[SourceWrite] = []
    for paths in _linked_files(planned):
        waiting = sorted(path for path in paths if path in held_back)
        for path in sorted(paths):
            if waiting:
                why = held_back.get(path, f"it changes together with {waiting[0]}, which waits")
                applied.waiting.append((path, why))
                continue
            keys = _agents_of(planned, path)
            writes.append(_write(planned.tree, path, filled(planned.texts[path], keys, ids)))
            applied.variables |= in_code(planned.references, keys, ids)
    writes += _of_routing(project, planned, ids, held_back, applied)
    writes += _of_ids(project, planned, ids, {w.path for w in writes}, held_back, applied)
    applied.waiting.sort()
    if writes:
        state_folder(project.root)
        write_sources(project.root, backup_folder(project.root, _run_name()), writes)
        applied.written = sorted(write.path for write in writes)
    applied.variables |= of_other_environment(project, all_definitions(project, planned), ids)
    if applied.variables:
        write_agent_variables(project.root, project.settings.environment, applied.variables)
    return applied


def _asking_what_waits(planned: Planned, held_back: Mapping[str, str]) -> dict[str, str]:
    """Files with routed calls wait where a file of the routing module does."""
    for module in sorted(planned.modules):
        for path in (module, table_path(module)):
            if path in held_back:
                why = f"it asks {path}, which waits: {held_back[path]}"
                return {path: why for path in planned.routed_paths if path not in held_back}
    return {}


def _importing_what_waits(planned: Planned, held_back: Mapping[str, str]) -> dict[str, str]:
    """Files that import agents' ids wait where the module that holds these does."""
    return {
        use.path: f"it imports {use.module}, which waits: {held_back[use.module]}"
        for use in sorted(planned.ids.uses, key=lambda use: use.path)
        if use.module in held_back and use.path not in held_back
    }


def _of_ids(
    project: Project,
    planned: Planned,
    ids: Mapping[str, str],
    written: set[str],
    held_back: Mapping[str, str],
    applied: Applied,
) -> list[SourceWrite]:
    """The modules of ids to write for the files that import them once this is written."""
    there = [path for path in planned.ids.there if path not in held_back]
    wanted = planned.ids.names(written)
    files = id_files(project.root, project.settings.environment, there, wanted, ids)
    if any(ENVIRONMENT_VARIABLE.encode() in file.after for file in files):
        applied.variables[ENVIRONMENT_VARIABLE] = project.settings.environment
    return files


def _of_routing(
    project: Project,
    planned: Planned,
    ids: Mapping[str, str],
    held_back: Mapping[str, str],
    applied: Applied,
) -> list[SourceWrite]:
    """The routing modules and tables to write, where a call asks them once this is written."""
    asked = [path for path in planned.routed_paths if path not in held_back]
    modules = [m for m in planned.modules if m not in held_back and table_path(m) not in held_back]
    if not asked:
        modules = [module for module in modules if (project.root / module).exists()]
    if not modules:
        return []
    environment = project.settings.environment
    agents = {key: ids[agent] for key, agent in planned.routed.keys.items() if agent in ids}
    applied.variables[ENVIRONMENT_VARIABLE] = environment
    return routing_files(project.root, modules, project.pack, environment, agents)


def _lacking(planned: Planned, ids: Mapping[str, str]) -> dict[str, str]:
    found = {}
    for path in planned.texts:
        lacking = [key for key in _agents_of(planned, path) if key not in ids]
        if lacking:
            found[path] = f"agent {', '.join(lacking)} doesn't exist yet"
    return found


def _linked_files(planned: Planned) -> list[frozenset[str]]:
    """The edited files, those together that some edit changes together."""
    parts = [frozenset({path}) for path in sorted(planned.texts)]
    for touched in planned.touched.values():
        met = frozenset().union(*(part for part in parts if part & touched))
        parts = [part for part in parts if not part & touched] + [met]
    return sorted(parts, key=min)


def _write(tree: SourceTree, path: str, text: str) -> SourceWrite:
    before = tree.read(path)
    return SourceWrite(path, before, decode(path, before).encode(text))


def _agents_of(planned: Planned, path: str) -> list[str]:
    return [
        agent.definition.key
        for agent in planned.groups
        if any(path in planned.touched[decision.site.id] for decision in agent.decisions)
    ]


def filled(text: str, keys: Sequence[str], ids: Mapping[str, str]) -> str:
    """`text` with the ids of these agents in place of what stood for them."""
    for key in keys:
        text = text.replace(placeholder(key), ids[key])
    return text


def _run_name() -> str:
    return f"{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{secrets.token_hex(2)}"


def apply(project: Project, planned: Planned, access: Access, *, update: bool = False) -> Applied:
    """Create the agents and write the sources, those only when nobody interrupted.

    Raises InputError and ApiError.
    """
    creation = create_agents(project, planned, access, update=update)
    if creation.interrupted:
        return Applied(planned.plan, creation)
    applied = write_code(project, planned, creation.ids | creation.outdated)
    applied.creation = creation
    return applied
