"""Options of a command that works against an embedded local API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

NEEDS_EXTRA = (
    "This needs the local API: install it with `pip install 'omniagent-migrator[sandbox]'`."
)


@contextmanager
def sandboxed_options(
    options: Mapping[str, object],
) -> Iterator[tuple[dict[str, object], str]]:
    """The options pointed at a running sandbox, and its key. Raises InputError without the extra.

    Agents go into the lock's section `sandbox` unless another one is named.
    """
    from dataclasses import replace

    from migrator.model.errors import InputError
    from migrator.sandbox.settings import UNLIMITED

    try:
        from migrator.sandbox.embedded import running
    except ImportError:
        raise InputError(NEEDS_EXTRA) from None
    with running(replace(UNLIMITED, any_ids=True)) as sandbox:
        environment = options.get("environment") or "sandbox"
        changed = {**options, "base_url": sandbox.base_url, "environment": environment}
        yield changed, sandbox.api_key
