"""An asynchronous API client: one for a run, never one a request; retries only what is safe.

Source: docs/introduction/authentication, docs/introduction/limits.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import httpx
import tenacity

from migrator.create.answers import moment_of, refusal
from migrator.create.api_key import ApiKey
from migrator.create.exchange import Exchange, Patience
from migrator.create.failures import (
    FIRST_SERVER_ERROR,
    NOT_FOUND,
    REQUEST_TIMEOUT,
    TOO_MANY,
    AnswerUnknown,
    ApiRefusal,
    ApiUnreachable,
    NotSent,
)
from migrator.create.pace import Pace
from migrator.model.errors import ApiError, InputError
from migrator.model.json_types import Json, JsonObject


class ApiClient:
    """Requests to one API with one key. Use as an asynchronous context manager.

    `stopping`, once set, ends waits and retries; requests in flight are finished. With a `rate`,
    no more than so many requests a second are sent.
    """

    def __init__(
        self,
        base_url: str,
        api_key: ApiKey,
        *,
        header: str,
        concurrency: int = 8,
        patience: Patience | None = None,
        rate: float | None = None,
    ) -> None:
        """Raises InputError when `base_url` is not an http(s) address."""
        self.base_url = checked_base_url(base_url)
        self.patience = patience or Patience()
        self.concurrency = concurrency
        self.stopping = asyncio.Event()
        self._key = api_key
        self._pace = Pace(concurrency, self.pause, rate)
        self._exchange = Exchange(
            self.base_url,
            api_key,
            header=header,
            concurrency=concurrency,
            patience=self.patience,
        )
        self._backoff = tenacity.wait_random_exponential(
            multiplier=self.patience.first_wait, max=self.patience.longest_wait
        )
        self._last_date: tuple[str, float] | None = None

    async def __aenter__(self) -> Self:
        await self._exchange.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._exchange.__aexit__(kind, error, trace)

    def now(self) -> float:
        """Unix seconds by the API's clock as far as it told, so that ours may jump."""
        if self._last_date is not None:
            told, heard_at = self._last_date
            moment = moment_of(told)
            if moment is not None:
                return moment + time.monotonic() - heard_at
        return time.time()

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

    async def _send(
        self,
        method: str,
        path: str,
        body: JsonObject | None = None,
        params: Mapping[str, str | int] | None = None,
    ) -> Json:
        try:
            return await self._attempt(method, path, body, params)
        except ApiError as error:
            if not self._may_repeat(method, error):
                raise
            met = [error]

        async def again() -> Json:
            # What the first attempt met is the first that the retrying hears of.
            if met:
                raise met.pop()
            return await self._attempt(method, path, body, params)

        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(lambda error: self._may_repeat(method, error)),
            stop=self._gives_up,
            wait=self._wait,
            sleep=self.pause,
            reraise=True,
        )
        return await retrying(again)

    def _may_repeat(self, method: str, error: BaseException) -> bool:
        if isinstance(error, ApiUnreachable):
            return error.transient
        if isinstance(error, ApiRefusal):
            return error.is_passing
        return isinstance(error, AnswerUnknown) and method != "POST"

    def _gives_up(self, state: tenacity.RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        told = isinstance(error, ApiRefusal) and error.status == TOO_MANY
        most = self.patience.push_backs if told else self.patience.attempts
        return self.stopping.is_set() or state.attempt_number >= most

    def _wait(self, state: tenacity.RetryCallState) -> float:
        error = state.outcome.exception() if state.outcome else None
        jittered: float = self._backoff(state)
        if isinstance(error, ApiRefusal) and error.retry_after is not None:
            # Those told to come back together don't all come at the same moment.
            return error.retry_after + min(jittered, self.patience.first_wait)
        return jittered

    async def _attempt(
        self,
        method: str,
        path: str,
        body: JsonObject | None,
        params: Mapping[str, str | int] | None,
    ) -> Json:
        async with self._pace.slot() as slot:
            if slot.cut_short:
                raise NotSent(f"Stopped before {method} {path} was sent.")
            response = await self._exchange.send(method, path, body, params)
            status = response.status_code
            if status == TOO_MANY or status >= FIRST_SERVER_ERROR:
                error = self._refusal(response)
                self._pace.pushed_back(slot, error.retry_after if error.is_passing else None)
            else:
                self._pace.succeeded()
        if (date := response.headers.get("date")) is not None:
            self._last_date = date, time.monotonic()
        return self._understood(method, path, response)

    def _understood(self, method: str, path: str, response: httpx.Response) -> Json:
        status = response.status_code
        if not response.is_success:
            error = self._refusal(response)
            if method == "POST" and (status >= FIRST_SERVER_ERROR or status == REQUEST_TIMEOUT):
                raise AnswerUnknown(f"{error} Whether {method} {path} was done is not known.")
            raise error
        if not response.content:
            return None
        try:
            answer: Json = json.loads(response.content)
        except (ValueError, RecursionError):
            raise AnswerUnknown(
                f"{method} {path} was answered with {status} and a body that is not JSON. "
                "Is the base URL that of the API?"
            ) from None
        return answer

    def _refusal(self, response: httpx.Response) -> ApiRefusal:
        headers = {
            name: self._key.redact(value)
            for name in ("retry-after", "date", "location")
            if (value := response.headers.get(name)) is not None
        }
        return refusal(
            response.status_code,
            headers,
            self._key.redact(response.text),
            longest_wait=self.patience.longest_retry_after,
        )


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
