"""Ways in which code sends a request, for each client library."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.benchmarks.draft import MARK, indented

HEADERS = '{"X-Api-Key": API_KEY}'


@dataclass(frozen=True)
class Sending:
    """The statements that send `body` to `url` and return the answer, and what they need.

    `given` is a parameter of the function around (an injected client), `init` a line of the
    constructor of the class around.
    """

    lines: tuple[str, ...]
    imports: tuple[str, ...]
    is_async: bool = False
    given: str = ""
    init: str = ""


Maker = Callable[[str, str, str | None], Sending]
"""From the URL, the body and the client's base URL."""


def _arguments(url: str, body: str, *more: str, leading: str = "") -> str:
    parts = [*([leading] if leading else []), url, *more, f"json={body}", f"headers={HEADERS}"]
    return "(\n" + indented([part + "," for part in parts], 4) + "\n)"


def requests_post(url: str, body: str, base: str | None) -> Sending:
    lines = (
        f"response = {MARK}requests.post{_arguments(url, body)}",
        "response.raise_for_status()",
        "return response.json()",
    )
    return Sending(lines, ("import requests",))


def requests_short(url: str, body: str, base: str | None) -> Sending:
    call = f"return {MARK}requests.post({url}, json={body}, headers=HEADERS).json()"
    return Sending((f"HEADERS = {HEADERS}", call), ("import requests",))


def requests_request(url: str, body: str, base: str | None) -> Sending:
    arguments = _arguments(url, body, leading='"POST"')
    lines = (f"response = {MARK}requests.request{arguments}", "return response.json()")
    return Sending(lines, ("import requests",))


def requests_bare(url: str, body: str, base: str | None) -> Sending:
    lines = (f"response = {MARK}post{_arguments(url, body)}", "return response.json()")
    return Sending(lines, ("from requests import post",))


def requests_session(url: str, body: str, base: str | None) -> Sending:
    inner = (
        'session.headers["X-Api-Key"] = API_KEY',
        f"response = {MARK}session.post({url}, json={body}, timeout=20)",
        "return response.json()",
    )
    return Sending(
        ("with requests.Session() as session:\n" + indented(inner, 4),), ("import requests",)
    )


def httpx_post(url: str, body: str, base: str | None) -> Sending:
    lines = (
        f"response = {MARK}httpx.post{_arguments(url, body)}",
        "response.raise_for_status()",
        "return response.json()",
    )
    return Sending(lines, ("import httpx",))


def httpx_client(url: str, body: str, base: str | None) -> Sending:
    made = f"base_url={base}, timeout=20" if base else "timeout=20"
    inner = (
        f"response = {MARK}client.post{_arguments(url, body)}",
        "return response.json()",
    )
    return Sending(
        (f"with httpx.Client({made}) as client:\n" + indented(inner, 4),), ("import httpx",)
    )


def httpx_async(url: str, body: str, base: str | None) -> Sending:
    made = f"base_url={base}, timeout=20" if base else "timeout=20"
    inner = (
        f"response = await {MARK}client.post{_arguments(url, body)}",
        "response.raise_for_status()",
        "return response.json()",
    )
    return Sending(
        (f"async with httpx.AsyncClient({made}) as client:\n" + indented(inner, 4),),
        ("import httpx",),
        is_async=True,
    )


def httpx_kept(url: str, body: str, base: str | None) -> Sending:
    made = f"base_url={base}" if base else "timeout=httpx.Timeout(20)"
    lines = (
        f"response = await {MARK}self._http.post{_arguments(url, body)}",
        "return response.json()",
    )
    return Sending(
        lines, ("import httpx",), is_async=True, init=f"self._http = httpx.AsyncClient({made})"
    )


def httpx_injected(url: str, body: str, base: str | None) -> Sending:
    lines = (
        f"response = await {MARK}client.post{_arguments(url, body)}",
        "response.raise_for_status()",
        "return response.json()",
    )
    return Sending(lines, ("import httpx",), is_async=True, given="client: httpx.AsyncClient")


def aiohttp_session(url: str, body: str, base: str | None) -> Sending:
    made = f"{base}" if base else ""
    inner = (
        f"async with {MARK}session.post{_arguments(url, body)} as response:\n"
        "    return await response.json()"
    )
    return Sending(
        (f"async with aiohttp.ClientSession({made}) as session:\n" + indented([inner], 4),),
        ("import aiohttp",),
        is_async=True,
    )


def aiohttp_injected(url: str, body: str, base: str | None) -> Sending:
    lines = (
        f"async with {MARK}session.post{_arguments(url, body)} as response:",
        "    response.raise_for_status()",
        "    return await response.json()",
    )
    return Sending(
        lines, ("import aiohttp",), is_async=True, given="session: aiohttp.ClientSession"
    )


def urllib_request(url: str, body: str, base: str | None) -> Sending:
    arguments = (
        f"{url},",
        f"data=json.dumps({body}).encode(),",
        'headers={"Content-Type": "application/json", "X-Api-Key": API_KEY},',
        'method="POST",',
    )
    lines = (
        f"request = {MARK}urllib.request.Request(\n" + indented(arguments, 4) + "\n)",
        "with urllib.request.urlopen(request, timeout=20) as answer:\n    return json.load(answer)",
    )
    return Sending(lines, ("import json", "import urllib.request"))


def urllib3_pool(url: str, body: str, base: str | None) -> Sending:
    lines = (
        "pool = urllib3.PoolManager()",
        f'answer = {MARK}pool.request("POST", {url}, json={body}, headers={HEADERS})',
        "return answer.json()",
    )
    return Sending(lines, ("import urllib3",))


PLAIN: tuple[Maker, ...] = (
    httpx_async,
    requests_post,
    httpx_async,
    requests_short,
    httpx_injected,
    requests_post,
    httpx_post,
    requests_request,
    httpx_client,
    requests_bare,
    aiohttp_session,
    requests_session,
    urllib_request,
    httpx_async,
    aiohttp_injected,
    urllib3_pool,
)
IN_CLASS: tuple[Maker, ...] = (httpx_kept, requests_post, httpx_async, httpx_kept, aiohttp_session)
WITH_BASE: tuple[Maker, ...] = (httpx_async, httpx_client, aiohttp_session)
