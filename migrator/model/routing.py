"""The routing module by its names: what it is called, and by what its text is known."""

from __future__ import annotations

MODULE = "omniagents"
FUNCTION = "route"
TABLE_SUFFIX = "_table"
ENVIRONMENT_VARIABLE = "OMNIAGENT_ENVIRONMENT"
MARK = "Written by omniagent-migrator"
_HEAD = 400


def is_ours(text: str) -> bool:
    """Whether a module's text is one that this tool wrote: the routing module, or its table."""
    return MARK in text[:_HEAD]
