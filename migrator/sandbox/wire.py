"""The HTTP protocol of the server, with a way to cut its TCP connection.

ASGI has no word for that, so each request carries the cut in its scope.
"""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import TYPE_CHECKING, Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from migrator.sandbox.faults import CUT

if TYPE_CHECKING:
    from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope
    from uvicorn.config import Config
    from uvicorn.server import ServerState

CLOSE_WITH_RESET = struct.pack("ii", 1, 0)


class CuttableProtocol(H11Protocol):
    """uvicorn's own protocol, whose application can cut the connection."""

    def __init__(
        self,
        config: Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        application = self.app

        async def with_cut(
            scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable
        ) -> None:
            await application({**scope, CUT: self.cut}, receive, send)

        self.app = with_cut

    def cut(self, flush: bool) -> None:
        """End the connection: after what was written when `flush`, with a reset otherwise."""
        if flush:
            self.transport.close()
            return
        connection: socket.socket = self.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, CLOSE_WITH_RESET)
        self.transport.abort()
