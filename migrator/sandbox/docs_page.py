"""The OpenAPI description as one HTML page without any asset from elsewhere.

FastAPI's own pages load their scripts from a CDN, which a sandbox may not reach.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path, as the page shows it."""

    method: str
    path: str
    description: str
    parameters: list[str]
    members: str


def docs_page(openapi: dict[str, Any]) -> str:
    """Render an OpenAPI document (as FastAPI makes it) to HTML."""
    tags: dict[str, list[Operation]] = {}
    for path, methods in openapi["paths"].items():
        for method, described in methods.items():
            operation = Operation(
                method.upper(),
                path,
                described.get("description", ""),
                [parameter["name"] for parameter in described.get("parameters", [])],
                _body_members(openapi, described),
            )
            tags.setdefault(described["tags"][0], []).append(operation)
    return TEMPLATES.get_template("docs_page.html.j2").render(
        title=openapi["info"]["title"], description=openapi["info"]["description"], tags=tags
    )


def _body_members(openapi: dict[str, Any], described: dict[str, Any]) -> str:
    content = described.get("requestBody", {}).get("content", {})
    reference = content.get("application/json", {}).get("schema", {}).get("$ref")
    if reference is None:
        return ""
    schema = openapi["components"]["schemas"][reference.rpartition("/")[2]]
    return json.dumps(schema["properties"], indent=2)
