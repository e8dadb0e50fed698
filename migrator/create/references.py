"""Do the ids and values that agents are created with exist, and can they be used?

Source: docs/api-reference for companions, functions, FAQs and knowledge bases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from migrator.create.agent_request import AgentRequest
from migrator.create.client import ApiClient
from migrator.create.configuration import value_at
from migrator.create.failures import NOT_FOUND, ApiRefusal
from migrator.create.parallel import for_each
from migrator.create.wire import ID, fill_path, pages
from migrator.create.workplace import Workplace
from migrator.model.errors import ApiError
from migrator.model.json_types import Json
from migrator.model.languages import iso_code
from migrator.model.pack import FieldRule

_STATUS = "status"


@dataclass(frozen=True, slots=True)
class MissingReference:
    """An id in an agent's body that this key doesn't see, and the agents (keys) that name it."""

    field: str
    id: str
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return (
            f"{self.field} {self.id!r} is not found (agents {', '.join(self.keys)}). An id of "
            "another project looks just like this: check that the key is the one the code uses."
        )


@dataclass(frozen=True, slots=True)
class DoubtfulValue:
    """A value that may not do what it should, why, and the agents (keys) that have it."""

    field: str
    value: str
    why: str
    keys: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.field} {self.value!r} {self.why} (agents {', '.join(self.keys)})."


@dataclass(frozen=True, slots=True)
class _Named:
    """A value of a field, and who has it."""

    rule: FieldRule
    value: str
    keys: tuple[str, ...]


async def look_up(
    place: Workplace, requests: Sequence[AgentRequest]
) -> tuple[list[MissingReference], list[DoubtfulValue]]:
    """What doesn't exist for this key, and what exists or is written but is doubtful.

    What the API doesn't tell is not doubted. Raises what the client raises for a refused key.
    """
    named = list(_named(place, requests))
    missing: list[_Named] = []
    doubtful = [doubt for each in named if (doubt := _doubt(each)) is not None]

    async def look(each: _Named) -> None:
        template = each.rule.refers_to or ""
        try:
            found = await place.client.get(fill_path(template, each.value))
        except ApiRefusal as error:
            if error.refuses_the_key:
                raise
            if error.status == NOT_FOUND and not await _is_listed(place.client, template, each):
                missing.append(each)
            return
        except ApiError:
            return
        status = found.get(_STATUS) if isinstance(found, Mapping) else None
        if each.rule.ready and isinstance(status, str) and status not in each.rule.ready:
            why = f"can't be used yet: its status is {status}"
            doubtful.append(DoubtfulValue(each.rule.target, each.value, why, each.keys))

    looked_up = [each for each in named if each.rule.refers_to is not None]
    await for_each(
        looked_up, look, workers=place.client.concurrency, stopping=place.client.stopping
    )
    return (
        [
            MissingReference(each.rule.target, each.value, each.keys)
            for each in looked_up
            if each in missing
        ],
        doubtful,
    )


async def _is_listed(client: ApiClient, template: str, each: _Named) -> bool:
    # That each of these can be asked for by its id is not documented; that they are listed is.
    listing, _, rest = template.partition("/{")
    if not rest:
        return False
    try:
        async for page in pages(client, listing):
            if any(item[ID] == each.value for item in page.items):
                return True
    except ApiError as error:
        if isinstance(error, ApiRefusal) and error.refuses_the_key:
            raise
    return False


def _named(place: Workplace, requests: Sequence[AgentRequest]) -> Iterator[_Named]:
    for rule in place.pack.fields:
        if rule.scope == "session" or not (rule.refers_to or rule.known or rule.language):
            continue
        users: defaultdict[str, list[str]] = defaultdict(list)
        for request in requests:
            parts: Sequence[Mapping[str, Json]] = (
                [request.body] if rule.scope == "agent" else list(request.channels.values())
            )
            for part in parts:
                for value in _texts(value_at(part, rule.target_path)):
                    users[value].append(request.key)
        for value, keys in users.items():
            yield _Named(rule, value, tuple(dict.fromkeys(keys)))


def _doubt(each: _Named) -> DoubtfulValue | None:
    why = None
    if each.rule.known and each.value not in each.rule.known:
        why = (
            "is not among the values known to work; the API doesn't check it until a client "
            "connects, so try it with one"
        )
    elif each.rule.language and iso_code(each.value) is None:
        why = "is neither an ISO 639-1 code nor the English name of a language"
    return None if why is None else DoubtfulValue(each.rule.target, each.value, why, each.keys)


def _texts(value: Json) -> list[str]:
    listed = value if isinstance(value, list) else [value]
    return [item for item in listed if isinstance(item, str) and item]
