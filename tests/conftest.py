"""What holds for every test."""

from __future__ import annotations

import functools
import gc
import ssl
from collections.abc import Iterator

import pytest

# As in the command, rarely; yet not so rarely that what one test leaves behind is there for all.
_COLLECTING = (50_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def certificates_read_once() -> Iterator[None]:
    """Servers of the tests speak no TLS, yet each client reads all certificates when it is made."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", functools.cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session", autouse=True)
def garbage_collected_rarely() -> Iterator[None]:
    """To look for it after every few hundred objects costs a twentieth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(*_COLLECTING)
    yield
    gc.set_threshold(*before)
