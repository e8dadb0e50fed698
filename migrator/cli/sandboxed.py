"""Options of a command that works against an embedded local API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from migrator.run.agents_asked_for import Access

NEEDS_EXTRA = (
    "This needs the local API: install it with `pip install 'omniagent-migrator[sandbox]'`."
)


@contextmanager
def sandboxed(options: Mapping[str, object]) -> Iterator[tuple[dict[str, object], Access]]:
    """The options with the lock's section for the sandbox, and access to one that is running.

    It stands in for the API that the calls go to, so their address stays what it is. Agents go into
    the section `sandbox` unless another one is named. Raises InputError without the extra.
    """
    from dataclasses import replace

    from migrator.create.api_key import ApiKey
    from migrator.model.errors import InputError
    from migrator.run.agents_asked_for import Access
    from migrator.sandbox.settings import UNLIMITED

    try:
        from migrator.sandbox.embedded import running
    except ImportError:
        raise InputError(NEEDS_EXTRA) from None
    with running(replace(UNLIMITED, any_ids=True)) as sandbox:
        environment = options.get("environment") or "sandbox"
        access = Access(ApiKey(sandbox.api_key), base_url=sandbox.base_url)
        yield {**options, "environment": environment}, access
