"""Changing agents of ours to a definition that changed: first as data, then with a PATCH.

A PATCH replaces arrays, and may replace objects, so values go out whole. Source:
docs/building-your-omniagent/managing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from migrator.create.agent_request import AgentRequest
from migrator.create.channels import ChannelRequest
from migrator.create.configuration import Configuration, Difference, value_at
from migrator.create.failures import ApiRefusal, UnexpectedAnswer
from migrator.create.language_form import blames_language, other, spelled
from migrator.create.outcome import CreationReport, Event
from migrator.create.parallel import for_each
from migrator.create.workplace import Workplace
from migrator.model.errors import ApiError
from migrator.model.json_types import Json, JsonObject
from migrator.model.lock import LockedAgent


@dataclass(frozen=True, slots=True)
class Change:
    """What an update would do to one agent; `channels` by channel. `actual` is what is there now.

    A difference whose `wanted` is None is a member that the definition no longer sets. `requests`
    are those that set the channels, by channel.
    """

    key: str
    id: str
    agent: tuple[Difference, ...]
    channels: dict[str, tuple[Difference, ...]]
    requests: dict[str, tuple[ChannelRequest, ...]] = field(default_factory=dict)


async def planned_changes(place: Workplace, requests: Sequence[AgentRequest]) -> list[Change]:
    """What `update` would change, for the agents of ours whose definition isn't the locked one.

    Changes nothing. Raises what the client raises.
    """
    found: dict[str, Change] = {}

    async def look(request: AgentRequest) -> None:
        change = await _change(place, request)
        if change is not None:
            found[request.key] = change

    outdated = [r for r in requests if is_outdated(r, place.keeper.agents.get(r.key))]
    await for_each(outdated, look, workers=place.client.concurrency, stopping=place.client.stopping)
    return [found[request.key] for request in outdated if request.key in found]


async def update(place: Workplace, requests: Sequence[AgentRequest]) -> CreationReport:
    """Changes those agents, and reads each again to see that it held.

    Agents that are adopted, missing or not in the lock are left alone. See CreationReport.
    """
    report = CreationReport()
    outdated = [r for r in requests if is_outdated(r, place.keeper.agents.get(r.key))]

    async def work(request: AgentRequest) -> None:
        try:
            await _apply(place, request)
        except ApiError as error:
            if isinstance(error, ApiRefusal) and error.ends_the_run:
                report.stopped = str(error)
                place.client.stopping.set()
            if place.client.stopping.is_set():
                return
            report.failed.append((request.key, str(error)))
            place.on_event(Event("failed", request.key, str(error), report.done, len(outdated)))
            return
        agent_id = place.keeper.agents[request.key].id
        report.updated[request.key] = agent_id
        place.on_event(Event("updated", request.key, agent_id, report.done, len(outdated)))

    await for_each(
        outdated,
        work,
        workers=place.client.concurrency,
        stopping=place.client.stopping,
    )
    done = {*report.updated, *(key for key, _ in report.failed)}
    report.pending = [request.key for request in outdated if request.key not in done]
    return report


def is_outdated(request: AgentRequest, locked: LockedAgent | None) -> bool:
    """Whether an agent of ours was last set to something else."""
    return (
        locked is not None
        and locked.origin == "created"
        and (locked.fingerprint, locked.name) != (request.fingerprint, request.name)
    )


async def _change(place: Workplace, request: AgentRequest) -> Change | None:
    locked = place.keeper.agents[request.key]
    agent = await place.agent(locked.id)
    if agent is None:
        return None
    compare = place.configuration
    channels, sent = {}, {}
    for channel in _channels(place, request):
        wanted = request.channels.get(channel, {})
        current = await place.channels.read(locked.id, channel)
        channels[channel] = (
            *compare.disagreements(wanted, current),
            *compare.channel_additions(wanted, current),
        )
        sent[channel] = tuple(place.channels.replacing(wanted, current))
    return Change(
        request.key,
        locked.id,
        (
            *compare.disagreements(request.body, agent, request.name),
            *compare.additions(request.body, agent),
        ),
        {channel: differences for channel, differences in channels.items() if differences},
        {channel: requests for channel, requests in sent.items() if requests},
    )


async def _apply(place: Workplace, request: AgentRequest) -> None:
    change = await _change(place, request)
    if change is None:
        raise UnexpectedAnswer("The agent of the lock no longer exists.")
    if change.agent:
        await _patch(place, change.id, patch_body(request, change.agent, place.configuration))
        await _check_held(place, request, change.id)
    for channel in change.channels:
        await place.channels.replace(change.id, channel, request.channels.get(channel, {}))
    locked = place.keeper.agents[request.key]
    place.keeper.put(
        request.key,
        locked.model_copy(update={"name": request.name, "fingerprint": request.fingerprint}),
    )


async def _patch(place: Workplace, agent_id: str, body: JsonObject) -> None:
    path, keeper = place.agent_path(agent_id), place.keeper
    paths = place.configuration.language_paths
    forms = {
        form: spelled(body, paths, form, place.name_of_language)
        for form in (keeper.language_form, other(keeper.language_form))
    }
    first, second = forms
    try:
        await place.client.patch(path, forms[first])
    except ApiRefusal as error:
        if forms[first] == forms[second] or not blames_language(error, paths):
            raise
        await place.client.patch(path, forms[second])
        keeper.remember_language_form(second)


async def _check_held(place: Workplace, request: AgentRequest, agent_id: str) -> None:
    agent = await place.agent(agent_id) or {}
    compare = place.configuration
    left = [
        *compare.disagreements(request.body, agent, request.name),
        *compare.additions(request.body, agent),
    ]
    if left:
        members = ", ".join(difference.path for difference in left)
        raise UnexpectedAnswer(
            f"Agent {agent_id} was patched, but {members} did not change. A member that can't be "
            "cleared needs a value that says what its absence did."
        )


def patch_body(
    request: AgentRequest, differences: Iterable[Difference], compare: Configuration
) -> dict[str, Json]:
    """The PATCH that removes these differences: each member they touch, whole."""
    body: dict[str, Json] = {}
    for difference in differences:
        path = tuple(difference.path.split("."))
        if path == (compare.name_member,):
            body[path[0]] = request.name
            continue
        body.setdefault(path[0], request.body.get(path[0]))
        if value_at(request.body, path) is None:
            cleared = compare.cleared(path, difference.actual)
            body[path[0]] = _with(body[path[0]], path[1:], cleared)
    return body


def _with(value: Json, path: tuple[str, ...], leaf: Json) -> Json:
    if not path:
        return leaf
    members = dict(value) if isinstance(value, dict) else {}
    return {**members, path[0]: _with(members.get(path[0]), path[1:], leaf)}


def _channels(place: Workplace, request: AgentRequest) -> list[str]:
    return list(dict.fromkeys([*place.channels.names, *request.channels]))
