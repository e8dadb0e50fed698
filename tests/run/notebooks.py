"""Notebooks as tests write them."""

from __future__ import annotations

import json
from pathlib import Path

HEADERS = 'HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}'
IMPORTS = f"%pip install requests\nimport os\n\nimport requests\n\n{HEADERS}"
CONFIG = """\
URL = "https://companion-api.napster.com/public/connections"
CONFIG = {"companionId": "comp_a", "providerConfig": {"voiceId": "marin"}}"""
CALL = """\
%%time
response = requests.post(
    URL, headers=HEADERS, json={**CONFIG, "externalClientId": "u1"}
)
response.json()"""


def code(source: str, count: int | None = None) -> dict[str, object]:
    """A code cell with an output that names what the code does."""
    output = {"name": "stdout", "output_type": "stream", "text": ["/public/connections\n"]}
    return {
        "cell_type": "code",
        "execution_count": count,
        "metadata": {"tags": ["é"]},
        "outputs": [output],
        "source": source.splitlines(keepends=True),
    }


def prose(source: str) -> dict[str, object]:
    """A Markdown cell."""
    return {"cell_type": "markdown", "metadata": {}, "source": source.splitlines(keepends=True)}


def write(path: Path, *cells: dict[str, object], language: str = "python") -> None:
    """Write a notebook as Jupyter does."""
    document = {
        "cells": list(cells),
        "metadata": {"kernelspec": {"language": language, "name": language}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
