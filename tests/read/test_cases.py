"""Every program of `cases/`: what is read in it, and that this is what it does when it runs.

A case file starts with a prelude that all its programs share. `#: title` begins a program,
`# file: name` another file of it, `# expect: ...` lines say what is read, one a call in order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.read.executing import run, wrong_claims
from tests.read.reading import read_files, shown_site

FOLDER = Path(__file__).parent / "cases"
MAIN = "program.py"


@dataclass(frozen=True)
class Program:
    title: str
    files: dict[str, str]
    expected: list[str]


def programs() -> Iterator[Program]:
    for path in sorted(FOLDER.glob("*.py")):
        prelude, *cases = re.split(r"^#: ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        for case in cases:
            title, _, text = case.partition("\n")
            yield _program(f"{path.stem}: {title}", prelude, text)


def _program(title: str, prelude: str, text: str) -> Program:
    expected = re.findall(r"^# expect: (.*)$", text, flags=re.MULTILINE)
    code = re.sub(r"^# expect: .*\n?", "", text, flags=re.MULTILINE)
    main, *others = re.split(r"^# file: ", code, flags=re.MULTILINE)
    files = {MAIN: prelude + main}
    for other in others:
        name, _, content = other.partition("\n")
        files[name.strip()] = content
    return Program(title, files, [] if expected == ["nothing"] else expected)


@pytest.mark.parametrize("program", list(programs()), ids=lambda program: program.title)
def test_what_is_read_is_what_is_sent(program: Program) -> None:
    sites = list(read_files(program.files, [MAIN]).sites)
    if len(program.files) == 1 and "import requests\n" in program.files[MAIN]:
        assert wrong_claims(sites, run(program.files[MAIN])) == []
    assert [shown_site(site) for site in sites] == program.expected
