"""The requests a run would send, as data: what `apply --dry-run` shows. Headers are no part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from migrator.create.agent_request import AgentRequest
from migrator.create.configuration import Configuration, NameOfLanguage
from migrator.create.language_form import Form, spelled
from migrator.create.updates import Change, patch_body
from migrator.create.wire import fill_path
from migrator.model.json_types import JsonObject
from migrator.model.pack import RulePack


@dataclass(frozen=True, slots=True)
class PreviewedRequest:
    """One request. In `path`, `{agentId}` stands for the id of an agent that isn't there yet."""

    key: str
    method: str
    path: str
    body: JsonObject


def preview(
    requests: Sequence[AgentRequest],
    *,
    pack: RulePack,
    create: Sequence[str],
    changes: Mapping[str, Change],
    form: Form,
    name_of_language: NameOfLanguage,
) -> list[PreviewedRequest]:
    """What a run sends to create the agents of the keys `create` and to make `changes`, in order.

    `create` and `changes` are what a preflight found; without one, all keys and no changes.
    """
    configuration = Configuration(pack, name_of_language)
    paths = configuration.language_paths
    shown: list[PreviewedRequest] = []
    for request in requests:
        change = changes.get(request.key)
        if request.key in create:
            body = {pack.target.name: request.name, **request.body}
            sent = spelled(body, paths, form, name_of_language)
            shown.append(PreviewedRequest(request.key, "POST", pack.target.agents, sent))
            shown += [
                PreviewedRequest(request.key, "PUT", _new_channel(pack, channel), config)
                for channel, config in request.channels.items()
                if config
            ]
        elif change is not None:
            if change.agent:
                patch = patch_body(request, change.agent, configuration)
                sent = spelled(patch, paths, form, name_of_language)
                path = fill_path(pack.target.agent, change.id)
                shown.append(PreviewedRequest(request.key, "PATCH", path, sent))
            shown += [
                PreviewedRequest(
                    request.key,
                    each.method,
                    fill_path(pack.target.channel, change.id, channel),
                    each.body,
                )
                for channel, requests_of_channel in change.requests.items()
                for each in requests_of_channel
            ]
    return shown


def _new_channel(pack: RulePack, channel: str) -> str:
    return pack.target.channel.replace(f"{{{pack.target.channel_type}}}", channel)
