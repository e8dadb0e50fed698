"""An asynchronous API client: one for a run, never one a request; retries only what is safe.

Source: docs/introduction/authentication, docs/introduction/limits.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx
import tenacity

from migrator.create.answers import refusal
from migrator.create.api_key import ApiKey
from migrator.create.failures import (
    FIRST_SERVER_ERROR,
    NOT_FOUND,
    TOO_MANY,
    AnswerUnknown,
    ApiRefusal,
    ApiUnreachable,
)
from migrator.create.pace import Pace
from migrator.model.errors import InputError
from migrator.model.json_types import Json, JsonObject

# The pool of one httpx client scans all its connections for each request: beyond about ten of
# them it spends its time on that, so more concurrency takes more clients.
_CONNECTIONS_A_CLIENT = 8


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how often to try one request."""

    timeout: float = 30.0
    connect: float = 10.0
    attempts: int = 6
    first_wait: float = 0.25
    longest_wait: float = 20.0
    longest_retry_after: float = 120.0


class _KeyHeader(httpx.Auth):
    def __init__(self, header: str, key: ApiKey) -> None:
        self._header, self._key = header, key

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        request.headers[self._header] = self._key.reveal()
        yield request


class ApiClient:
    """Requests to one API with one key. Use as an asynchronous context manager.

    `stopping`, once set, ends waits and retries; requests in flight are finished.
    """

    def __init__(
        self,
        base_url: str,
        api_key: ApiKey,
        *,
        header: str,
        concurrency: int = 8,
        patience: Patience | None = None,
    ) -> None:
        """Raises InputError when `base_url` is not an http(s) address."""
        self.base_url = checked_base_url(base_url)
        self.patience = patience or Patience()
        self.concurrency = concurrency
        self.stopping = asyncio.Event()
        self._key = api_key
        self._header = header
        self._pace = Pace(concurrency, self.pause)
        self._pool: list[httpx.AsyncClient] = []
        self._busy: list[int] = []
        self._backoff = tenacity.wait_random_exponential(
            multiplier=self.patience.first_wait, max=self.patience.longest_wait
        )

    async def __aenter__(self) -> Self:
        context = httpx.create_ssl_context()
        count = -(-self.concurrency // _CONNECTIONS_A_CLIENT)
        self._pool = [self._new_client(context) for _ in range(count)]
        self._busy = [0] * count
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for client in self._pool:
            await client.aclose()

    async def get(self, path: str, params: Mapping[str, str | int] | None = None) -> Json:
        """The answer to a GET, tried again on 429, 5xx and network faults.

        Raises ApiRefusal, ApiUnreachable or AnswerUnknown.
        """
        return await self._send("GET", path, params=params)

    async def get_or_none(self, path: str) -> Json:
        """As `get`, with None for a 404."""
        try:
            return await self.get(path)
        except ApiRefusal as error:
            if error.status == NOT_FOUND:
                return None
            raise

    async def put(self, path: str, body: JsonObject) -> Json:
        """The answer to a PUT, tried again as a GET is: sent twice it does the same."""
        return await self._send("PUT", path, body)

    async def patch(self, path: str, body: JsonObject) -> Json:
        """The answer to a PATCH of whole values, tried again as a GET is."""
        return await self._send("PATCH", path, body)

    async def delete(self, path: str) -> None:
        """Deletes, tried again as a GET is; what is gone already counts as deleted."""
        try:
            await self._send("DELETE", path)
        except ApiRefusal as error:
            if error.status != NOT_FOUND:
                raise

    async def post(self, path: str, body: JsonObject) -> Json:
        """The answer to a POST, tried again only when it surely did nothing: 429, not connected.

        Raises AnswerUnknown where it may have been done: lost answers, 5xx, half a body.
        """
        return await self._send("POST", path, body)

    async def pause(self, seconds: float) -> None:
        """Sleeps, or less when the run is stopping."""
        try:
            async with asyncio.timeout(seconds):
                await self.stopping.wait()
        except TimeoutError:
            return

    def _new_client(self, context: ssl.SSLContext) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            auth=_KeyHeader(self._header, self._key),
            verify=context,
            follow_redirects=False,
            # The whole request has a deadline of its own; these would start anew with each byte.
            timeout=httpx.Timeout(None, connect=min(self.patience.connect, self.patience.timeout)),
            limits=httpx.Limits(
                max_connections=_CONNECTIONS_A_CLIENT,
                max_keepalive_connections=_CONNECTIONS_A_CLIENT,
            ),
            headers={"Accept": "application/json"},
        )

    async def _send(
        self,
        method: str,
        path: str,
        body: JsonObject | None = None,
        params: Mapping[str, str | int] | None = None,
    ) -> Json:
        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(lambda error: _is_safe_to_repeat(method, error)),
            stop=self._gives_up,
            wait=self._wait,
            sleep=self.pause,
            reraise=True,
        )
        return await retrying(self._attempt, method, path, body, params)

    def _gives_up(self, state: tenacity.RetryCallState) -> bool:
        return self.stopping.is_set() or state.attempt_number >= self.patience.attempts

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        jittered: float = self._backoff(state)
        if isinstance(error, ApiRefusal) and error.retry_after is not None:
            # Those told to come back together don't all come at the same moment.
            return self._clamped(error.retry_after) + min(jittered, self.patience.first_wait)
        return jittered

    def _clamped(self, seconds: float) -> float:
        return min(seconds, self.patience.longest_retry_after)

    async def _attempt(
        self,
        method: str,
        path: str,
        body: JsonObject | None,
        params: Mapping[str, str | int] | None,
    ) -> Json:
        async with self._pace.slot() as slot:
            response = await self._exchange(method, path, body, params)
            status = response.status_code
            if status == TOO_MANY or status >= FIRST_SERVER_ERROR:
                error = self._refusal(response)
                after = error.retry_after
                self._pace.pushed_back(slot, None if after is None else self._clamped(after))
            else:
                self._pace.succeeded()
        return self._understood(method, path, response)

    async def _exchange(
        self,
        method: str,
        path: str,
        body: JsonObject | None,
        params: Mapping[str, str | int] | None,
    ) -> httpx.Response:
        where = f"{method} {path}"
        content = None if body is None else json.dumps(body).encode()
        headers = {} if body is None else {"Content-Type": "application/json"}
        index = self._busy.index(min(self._busy))
        self._busy[index] += 1
        try:
            async with asyncio.timeout(self.patience.timeout):
                return await self._pool[index].request(
                    method, self.base_url + path, content=content, params=params, headers=headers
                )
        except TimeoutError:
            seconds = self.patience.timeout
            raise AnswerUnknown(f"No answer to {where} in {seconds:g} seconds.") from None
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.ProxyError) as error:
            raise self._unreachable(error) from None
        except (httpx.TransportError, httpx.DecodingError) as error:
            reason = str(error) or type(error).__name__
            raise AnswerUnknown(f"The answer to {where} was lost: {reason}.") from None
        finally:
            self._busy[index] -= 1

    def _understood(self, method: str, path: str, response: httpx.Response) -> Json:
        status = response.status_code
        if not response.is_success:
            error = self._refusal(response)
            if method == "POST" and error.is_passing and status != TOO_MANY:
                raise AnswerUnknown(f"{error} Whether {method} {path} was done is not known.")
            raise error
        if not response.content:
            return None
        try:
            answer: Json = json.loads(response.content)
        except ValueError:
            raise AnswerUnknown(
                f"{method} {path} was answered with {status} and a body that is not JSON. "
                "Is the base URL that of the API?"
            ) from None
        return answer

    def _refusal(self, response: httpx.Response) -> ApiRefusal:
        return refusal(response.status_code, response.headers, self._key.redact(response.text))

    def _unreachable(self, error: httpx.TransportError) -> ApiUnreachable:
        cause: BaseException | None = error
        while cause is not None and not isinstance(cause, ssl.SSLError):
            cause = cause.__cause__ or cause.__context__
        if cause is not None:
            return ApiUnreachable(
                f"TLS failed with {self.base_url}: {cause}. Nothing was sent. Behind a proxy with "
                "its own certificates, name their file in SSL_CERT_FILE.",
                transient=False,
            )
        reason = str(error) or type(error).__name__
        return ApiUnreachable(f"{self.base_url} can't be reached: {reason}. Nothing was sent.")


def checked_base_url(base_url: str) -> str:
    """`base_url` without a trailing slash. Raises InputError when it is not an API's address."""
    try:
        parts = urlsplit(base_url)
        host = parts.hostname
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        host, port_is_fine = None, False
    if not host or not port_is_fine or parts.scheme not in ("http", "https"):
        raise InputError(f"{base_url!r} is not the base URL of an API: http(s)://host is expected.")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise InputError("The base URL may hold a host and a path only, no user, query or anchor.")
    return base_url.rstrip("/")


def _is_safe_to_repeat(method: str, error: BaseException) -> bool:
    if isinstance(error, ApiUnreachable):
        return error.transient
    if isinstance(error, ApiRefusal):
        return error.is_passing
    return isinstance(error, AnswerUnknown) and method != "POST"
