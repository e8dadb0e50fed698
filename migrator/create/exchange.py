"""One request and its answer over HTTP: a few connections a client, as many clients as it takes.

The pool of one httpx client looks at all its connections for each request, several times: beyond
about ten of them it does little else. With few, none of that is felt.
"""

from __future__ import annotations

import asyncio
import json
import logging
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

import httpx

from migrator import __version__
from migrator.create.api_key import ApiKey
from migrator.create.failures import AnswerUnknown, ApiUnreachable
from migrator.model.json_types import JsonObject

_CONNECTIONS_A_CLIENT = 2
_LOGGERS = ("httpx", "httpcore.connection", "httpcore.http11", "httpcore.proxy")


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how often to try one request.

    `attempts` counts failures, `push_backs` the 429s that one request is told.
    """

    timeout: float = 30.0
    connect: float = 10.0
    attempts: int = 6
    push_backs: int = 30
    first_wait: float = 0.25
    longest_wait: float = 20.0
    longest_retry_after: float = 120.0


class Exchange:
    """Sends requests with the key to one API. Use as an asynchronous context manager."""

    def __init__(
        self, base_url: str, key: ApiKey, *, header: str, concurrency: int, patience: Patience
    ) -> None:
        self._base_url, self._key, self._patience = base_url, key, patience
        self._concurrency = concurrency
        headers = {
            header: key.reveal(),
            "Accept": "application/json",
            "Accept-Encoding": "gzip, deflate",
            # Gateways turn away those who don't say who they are.
            "User-Agent": f"omniagent-migrator/{__version__}",
        }
        self._headers = httpx.Headers(headers)
        self._headers_with_body = httpx.Headers({**headers, "Content-Type": "application/json"})
        # The whole request has a deadline of its own; these would start anew with each byte.
        timeout = httpx.Timeout(None, connect=min(patience.connect, patience.timeout))
        self._extensions = {"timeout": timeout.as_dict()}
        self._clients: list[httpx.AsyncClient] = []
        self._free: list[httpx.AsyncClient] = []
        self._redacting = _Redacting(key)

    async def __aenter__(self) -> Self:
        context = httpx.create_ssl_context()
        count = -(-self._concurrency // _CONNECTIONS_A_CLIENT)
        self._clients = [_new_client(context) for _ in range(count)]
        self._free = self._clients * _CONNECTIONS_A_CLIENT
        for name in _LOGGERS:
            logging.getLogger(name).addFilter(self._redacting)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            for client in self._clients:
                await client.aclose()
        finally:
            for name in _LOGGERS:
                logging.getLogger(name).removeFilter(self._redacting)

    async def send(
        self,
        method: str,
        path: str,
        body: JsonObject | None = None,
        params: Mapping[str, str | int] | None = None,
    ) -> httpx.Response:
        """The whole answer. Raises ApiUnreachable when nothing was sent, else AnswerUnknown."""
        where = f"{method} {path}"
        request = self._request(method, path, body, params)
        client = self._free.pop()
        try:
            async with asyncio.timeout(self._patience.timeout):
                return await client.send(request)
        except TimeoutError:
            seconds = self._patience.timeout
            raise AnswerUnknown(f"No answer to {where} in {seconds:g} seconds.") from None
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise self._unreachable(error) from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            reason = self._key.redact(str(error)) or type(error).__name__
            raise AnswerUnknown(f"The answer to {where} was lost: {reason}.") from None
        finally:
            self._free.append(client)

    def _request(
        self,
        method: str,
        path: str,
        body: JsonObject | None,
        params: Mapping[str, str | int] | None,
    ) -> httpx.Request:
        return httpx.Request(
            method,
            self._base_url + path,
            params=params,
            headers=self._headers if body is None else self._headers_with_body,
            content=None if body is None else json.dumps(body).encode(),
            extensions=self._extensions,
        )

    def _unreachable(self, error: httpx.TransportError) -> ApiUnreachable:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, ssl.SSLError):
            cause = cause.__cause__ or cause.__context__
        if cause is not None:
            return ApiUnreachable(
                f"TLS failed with {self._base_url}: {cause}. Nothing was sent. Behind a proxy with "
                "its own certificates, name their file in SSL_CERT_FILE.",
                transient=False,
            )
        reason = self._key.redact(str(error)) or type(error).__name__
        return ApiUnreachable(f"{self._base_url} can't be reached: {reason}. Nothing was sent.")


class _Redacting(logging.Filter):
    """Takes the key out of what the HTTP library logs: a server may have sent it back."""

    def __init__(self, key: ApiKey) -> None:
        super().__init__()
        self._key = key

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        redacted = self._key.redact(said)
        if redacted != said:
            record.msg, record.args = redacted, None
        return True


def _new_client(context: ssl.SSLContext) -> httpx.AsyncClient:
    return httpx.AsyncClient(
        verify=context,
        follow_redirects=False,
        limits=httpx.Limits(
            max_connections=_CONNECTIONS_A_CLIENT,
            max_keepalive_connections=_CONNECTIONS_A_CLIENT,
            # Shorter than servers keep them: a POST into one just closed has no answer.
            keepalive_expiry=2.0,
        ),
    )
