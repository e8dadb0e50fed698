"""Addresses of the API's documentation pages that rule packs name by path."""

from __future__ import annotations

from urllib.parse import quote

_BASE = "https://developers.napster.com/"


def doc_url(page: str) -> str:
    """The address of a page such as `docs/knowledge/mcp`; a whole https address stays."""
    if page.startswith("https://"):
        return page
    return _BASE + quote(page.lstrip("/"), safe="/#")
