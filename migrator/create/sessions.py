"""Sessions as the API lists them: through which agent, when, and whether they still run.

Source: docs/monitoring-your-agent/sessions.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from migrator.create.client import ApiClient
from migrator.create.wire import ID, pages
from migrator.model.json_types import Json, JsonObject
from migrator.model.pack import RulePack

_AGENT, _CREATED, _STATUS, _TYPE = "agent", "createdAt", "status", "sessionType"
_OVER = ("closed", "failed")
_MILLISECONDS_FROM = 1e11


@dataclass(frozen=True, slots=True)
class Session:
    """One session. `created` is in Unix seconds, None when the API doesn't tell.

    `agent` is the id of the agent it was opened through, None for a per-session connection. `shown`
    is all that the API shows of it.
    """

    agent: str | None
    created: float | None
    is_over: bool
    channel: str
    shown: JsonObject


async def sessions(client: ApiClient, pack: RulePack) -> AsyncIterator[list[Session]]:
    """Every session of the project, a page at a time. Raises what the client raises."""
    async for page in pages(client, pack.target.sessions):
        yield [_session(item) for item in page.items]


def _session(item: JsonObject) -> Session:
    agent, channel = item.get(_AGENT), item.get(_TYPE)
    ident = agent.get(ID) if isinstance(agent, Mapping) else None
    return Session(
        agent=ident if isinstance(ident, str) else None,
        created=_seconds(item.get(_CREATED)),
        is_over=item.get(_STATUS) in _OVER,
        channel=channel if isinstance(channel, str) else "",
        shown=item,
    )


def _seconds(value: Json) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        if isinstance(value, int | float):
            return float(value) / (1000 if value > _MILLISECONDS_FROM else 1)
        return datetime.fromisoformat(value).timestamp() if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None
