"""What the API's answers look like around the fields of a pack: paging, ids, path templates.

Source: docs/monitoring-your-agent/sessions (paging), docs/api-reference (ids, response members).
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from migrator.create.client import ApiClient
from migrator.create.failures import UnexpectedAnswer
from migrator.model.json_types import Json, JsonObject

ID = "id"
# Members the API adds to a channel config and that are never sent back.
ADDED_TO_CHANNELS = frozenset({"id", "apiKeyId", "created"})
PAGE_SIZE = 100
_ITEMS, _PAGE_INDEX, _PAGE_SIZE = "items", "pageIndex", "pageSize"
_COUNTS = ("filteredCount", "totalCount")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def fill_path(template: str, *values: str) -> str:
    """A pack's path template with its placeholders replaced, in order, by quoted `values`."""
    remaining = iter(values)
    return _PLACEHOLDER.sub(lambda _: quote(next(remaining), safe=""), template)


@dataclass(frozen=True, slots=True)
class Page:
    """Some items of a listing, and how many it has in all, where the API says so."""

    items: list[JsonObject]
    count: int | None


async def pages(client: ApiClient, path: str) -> AsyncIterator[Page]:
    """Every page of a listing, bare array or envelope, until one is empty or comes twice.

    The page size a server grants is not documented, so a short page needn't be the last one. An
    item may come twice when others are added meanwhile, and not at all when others are removed.
    Raises UnexpectedAnswer for an answer that is no listing, and what the client raises.
    """
    previous: list[Json] = []
    index = 0
    while True:
        answer = await client.get(path, {_PAGE_INDEX: index, _PAGE_SIZE: PAGE_SIZE})
        page = Page(_items(answer, path), _count(answer))
        ids = [item[ID] for item in page.items]
        if not ids or ids == previous:
            return
        yield page
        if index == 0 and page.count == len(ids):
            return
        previous = ids
        index += 1


def object_of(answer: Json, path: str) -> JsonObject:
    """The answer as an object. Raises UnexpectedAnswer when it is something else."""
    if not isinstance(answer, Mapping):
        raise UnexpectedAnswer(f"The answer to {path} is not a JSON object.")
    return answer


def _items(answer: Json, path: str) -> list[JsonObject]:
    items = answer.get(_ITEMS) if isinstance(answer, Mapping) else answer
    if not isinstance(items, Sequence) or isinstance(items, str):
        raise UnexpectedAnswer(f"The answer to {path} is not a listing.")
    return [item for item in items if isinstance(item, Mapping) and isinstance(item.get(ID), str)]


def _count(answer: Json) -> int | None:
    counts = [answer.get(name) for name in _COUNTS] if isinstance(answer, Mapping) else []
    return next((count for count in counts if type(count) is int), None)
