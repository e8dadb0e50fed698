"""The agents that a project asks for in an environment: as requests, looked at ahead, and created."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from migrator.create import runs
from migrator.create.agent_request import AgentRequest
from migrator.create.api_key import ApiKey
from migrator.create.definitions_file import read_definitions, write_definitions
from migrator.create.forgetting import forget_definitions
from migrator.create.lock_file import read_lock
from migrator.create.outcome import CreationReport, Event, ignore_event
from migrator.create.preflight import Preflight
from migrator.create.requests_preview import PreviewedRequest, preview
from migrator.create.workplace import Where
from migrator.model.agents import AgentDefinition, BadValueError, MissingValueError
from migrator.model.json_types import canonical
from migrator.model.languages import english_name
from migrator.model.plan import Plan
from migrator.model.settings import KEY_VARIABLE
from migrator.run.planning import Planned
from migrator.run.project import Project
from migrator.run.refused import remember_refused


@dataclass(frozen=True, slots=True)
class Access:
    """How the API is reached: key, parallel requests, and who hears what happens.

    `rate` is in requests a second; `shared_project` as in `Where`.
    """

    api_key: ApiKey
    concurrency: int = 8
    on_event: Callable[[Event], None] = ignore_event
    rate: float | None = None
    shared_project: bool = False
    base_url: str | None = None


def where(project: Project, access: Access) -> Where:
    """What the create stage needs to know to work on this project."""
    return {
        "pack": project.pack,
        "base_url": access.base_url or project.settings.base_url,
        "api_key": access.api_key,
        "environment": project.settings.environment,
        "root": project.root,
        "name_of_language": english_name,
        "concurrency": access.concurrency,
        "on_event": access.on_event,
        "rate": access.rate,
        "shared_project": access.shared_project,
    }


def all_definitions(project: Project, planned: Planned) -> list[AgentDefinition]:
    """What is defined in `omniagents.toml` together with what the plan adds."""
    by_key = {definition.key: definition for definition in read_definitions(project.root)}
    for definition in planned.definitions:
        by_key.setdefault(definition.key, definition)
    return list(by_key.values())


def requests_for(
    project: Project, definitions: Sequence[AgentDefinition]
) -> tuple[list[AgentRequest], list[tuple[str, str]]]:
    """The agents to ask for in this environment, and keys of those that can't be, with why."""
    values = project.values.mapping()
    secret = os.environ.get(KEY_VARIABLE, "").strip()
    requests: list[AgentRequest] = []
    missing: list[tuple[str, str]] = []
    for definition in definitions:
        try:
            requests.append(AgentRequest.of(definition, values))
        except (MissingValueError, BadValueError) as error:
            missing.append((definition.key, f"{error}; give it with --set or --env-file"))
    for request in [each for each in requests if secret and _holds(each, secret)]:
        requests.remove(request)
        missing.append((request.key, f"it would hold the API key, the value of {KEY_VARIABLE}"))
    return requests, missing


def _holds(request: AgentRequest, secret: str) -> bool:
    # As a part of any text of it: what an agent holds is stored and shown.
    return canonical(secret)[1:-1] in canonical({"": request.body, **request.channels})


def look_ahead(project: Project, planned: Planned, access: Access) -> Preflight:
    """What creation would find and do; changes nothing. Raises InputError and ApiError."""
    requests, _ = requests_for(project, all_definitions(project, planned))
    return runs.preflight(requests, **where(project, access))


def previewed(
    project: Project, planned: Planned, ahead: Preflight | None
) -> list[PreviewedRequest]:
    """The requests that creation would send.

    Without a look `ahead`, all agents that the lock doesn't have are taken for new, and the others
    for unchanged.
    """
    requests, _ = requests_for(project, all_definitions(project, planned))
    section = read_lock(project.root).environments.get(project.settings.environment)
    known = section.agents if section is not None else {}
    return preview(
        requests,
        pack=project.pack,
        create=ahead.create if ahead else [r.key for r in requests if r.key not in known],
        changes={change.key: change for change in ahead.changes} if ahead else {},
        form=section.language_form if section is not None else "iso",
        name_of_language=english_name,
    )


def create_agents(
    project: Project, planned: Planned, access: Access, *, update: bool = False
) -> CreationReport:
    """Write the definitions and see to it that every defined agent exists in this environment.

    With `update`, agents of ours whose definition changed are changed too. Raises InputError and
    ApiError; whatever was done is journaled and in the lock.
    """
    write_definitions(project.root, planned.definitions, _origins(planned.plan))
    requests, missing = requests_for(project, all_definitions(project, planned))
    report = runs.create(requests, **where(project, access))
    if update and report.outdated and report.stopped is None:
        outdated = [request for request in requests if request.key in report.outdated]
        report.take_over(runs.update(outdated, **where(project, access)))
    report.failed.extend(missing)
    _remember_refused(project, planned, report)
    return report


def _remember_refused(project: Project, planned: Planned, report: CreationReport) -> None:
    """Keep what the API won't have of recorded configurations, and drop their definitions."""
    why = dict(report.failed)
    keys = report.refused & planned.routed.only_recorded
    said = {mark: why[key] for mark, key in planned.routed.keys.items() if key in keys}
    if said:
        remember_refused(project.root, project.settings.environment, said)
        forget_definitions(project.root, keys)


def _origins(plan: Plan) -> dict[str, list[str]]:
    places = {site.id: f"{site.path} {site.function or 'module level'}" for site in plan.call_sites}
    return {
        agent.key: list(dict.fromkeys(places[site] for site in agent.call_sites if site in places))
        for agent in plan.agents
    }


def locked_ids(project: Project) -> dict[str, str]:
    """Agent key to id of this environment, as the lock has them."""
    return read_lock(project.root).agent_ids(project.settings.environment)
