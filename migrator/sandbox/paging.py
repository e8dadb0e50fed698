"""The page envelope of every list: items, counts, index and size."""

from collections.abc import Callable, Sequence
from typing import Annotated, TypeVar

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, JsonValue

T = TypeVar("T")
LARGEST_PAGE_INDEX = 1_000_000


class Paging(BaseModel):
    """Which page, and a text to search for. `pageSize` is cut to the server's largest."""

    model_config = ConfigDict(populate_by_name=True)

    page_index: int = Field(0, alias="pageIndex", ge=0, le=LARGEST_PAGE_INDEX)
    page_size: int | None = Field(None, alias="pageSize", ge=1)
    search: str | None = None

    def size(self, default: int, largest: int) -> int:
        """How many items the page holds at most."""
        return min(self.page_size or default, largest)


PagingQuery = Annotated[Paging, Query()]


def envelope(
    items: list[JsonValue], filtered: int, total: int, paging: Paging, size: int
) -> dict[str, JsonValue]:
    """The answer to a list request."""
    shown: dict[str, JsonValue] = {
        "items": items,
        "filteredCount": filtered,
        "totalCount": total,
        "pageIndex": paging.page_index,
        "pageSize": size,
    }
    if paging.search is not None:
        shown["search"] = paging.search
    return shown


def paged(
    everything: Sequence[T],
    paging: Paging,
    size: int,
    shown: Callable[[T], JsonValue],
    searched: Callable[[T], str],
) -> dict[str, JsonValue]:
    """One page of `everything`, narrowed to items whose searched text has the search text."""
    wanted = (paging.search or "").casefold()
    matching = [item for item in everything if wanted in searched(item).casefold()]
    start = paging.page_index * size
    items = [shown(item) for item in matching[start : start + size]]
    return envelope(items, len(matching), len(everything), paging, size)
