"""Attributes of classes: what other classes and other files make of them once they are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.find.tree import SourceTree
from migrator.model.loading import load_rules
from migrator.model.values import Known, Record
from migrator.read.sites import read_sites

DESK = (
    "class Desk:\n    language = 'en'\n\n    def start(self):\n"
    '        requests.post("https://companion-api.napster.com/public/connections",'
    ' json={"companionId": "c", "language": self.language})\n\n\n'
)
LOUD = "class Loud:\n    language = 'fr'\n\n\n"
SENDING = (
    '\n\ndef start():\n    requests.post("https://companion-api.napster.com/public/connections",'
    ' json={{"companionId": "c", "language": {}}})\n'
)
BODY = "    companion: str = 'c'\n    language: str = 'en'\n"
DATACLASS = f"from dataclasses import dataclass\n\n\n@dataclass\nclass Body:\n{BODY}\n\n"
MODEL = f"from pydantic import BaseModel\n\n\nclass Body(BaseModel):\n{BODY}\n\n"
OF_BODY = {
    "call.py": "import requests\nfrom body import Body\n" + SENDING.format("Body().language")
}


def language(tmp_path: Path, files: dict[str, str]) -> object:
    """What is known of the language that the call sends."""
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    (site,) = read_sites(SourceTree.of([tmp_path]), load_rules([]), (), ["call.py"]).sites
    assert isinstance(site.body, Record)
    entry = site.body.get("language")
    return entry.value.value if entry and isinstance(entry.value, Known) else None


def desk(more: str) -> dict[str, str]:
    """A module with a class that sends what it says of itself, and `more`."""
    return {"call.py": f"import requests\n\n\n{DESK}{more}"}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (desk("class Own(Desk):\n    pass\n"), "en"),
        (desk(LOUD + "class Own(Desk, Loud):\n    pass\n"), "en"),
        (desk(LOUD + "class Own(Loud, Desk):\n    pass\n"), None),
        (
            desk(LOUD + "class Louder(Loud):\n    pass\n\n\nclass Own(Louder, Desk):\n    pass\n"),
            None,
        ),
        (desk("class Own(Desk[int]):\n    language = 'fr'\n"), None),
        (
            {
                **desk(""),
                "own.py": f"from call import Desk as Base\n\n\n{LOUD}class Own(Loud, Base):\n    pass\n",
            },
            None,
        ),
        (
            {
                **desk(""),
                "own.py": (
                    "import types\nimport call\n\n\ndef fill(space):\n    space['language'] = 'fr'\n\n\n"
                    "Own = types.new_class('Own', (call.Desk,), {}, fill)\n"
                ),
            },
            None,
        ),
    ],
    ids=["subclass", "after", "before", "above", "with types", "another name", "made by types"],
)
def test_what_comes_before_a_class_among_the_bases_of_another(
    tmp_path: Path, files: dict[str, str], expected: object
) -> None:
    assert language(tmp_path, files) == expected


@pytest.mark.parametrize("name", ["Body", "Alias"])
@pytest.mark.parametrize(
    ("body", "change"),
    [
        (DATACLASS, "{}.__init__.__defaults__ = ('c', 'fr')"),
        (DATACLASS, "setattr({}, '__init__', other)"),
        (MODEL, "{}.model_fields['language'].default = 'fr'\n{}.model_rebuild(force=True)"),
        (MODEL, "for field in {}.model_fields.values():\n    field.default = 'fr'"),
    ],
    ids=["defaults", "setattr", "field", "fields"],
)
def test_how_instances_are_made_is_changed_elsewhere(
    tmp_path: Path, body: str, change: str, name: str
) -> None:
    elsewhere = f"from body import Body as Alias, Body\n{change.replace('{}', name)}\n"
    files = {**OF_BODY, "body.py": body}
    assert language(tmp_path, files) == "en"
    assert language(tmp_path, {**files, "elsewhere.py": elsewhere}) is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("@dataclass\nclass Own(Body):\n    language: str = 'fr'\n", "fr"),
        ("class Own(Body):\n    language: str = 'fr'\n", "en"),
    ],
)
def test_an_undecorated_subclass_has_no_fields_of_its_own(
    tmp_path: Path, more: str, expected: str
) -> None:
    call = "import requests\n" + DATACLASS + more + SENDING.format("Own().language")
    assert language(tmp_path, {"call.py": call}) == expected


def test_a_class_whose_settings_are_not_followed_may_change_what_is_set(tmp_path: Path) -> None:
    head = (
        "import attrs\nimport requests\n\n\n@attrs.define(on_setattr=shout)\nclass Own:\n"
        "    language: str = 'en'\n\n\ndef start():\n    own = Own()\n    own.language = 'fr'\n"
    )
    sends = SENDING.format("own.language").lstrip().removeprefix("def start():\n")
    assert language(tmp_path, {"call.py": head + sends}) is None


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("    kept = [word for word in ('fr', 'de') if word]\n", "en"),
        ("    kept = [word for word in ('fr', 'de') if (language := word)]\n", None),
    ],
)
def test_a_name_set_in_a_comprehension(tmp_path: Path, more: str, expected: object) -> None:
    sends = SENDING.format("language").lstrip().removeprefix("def start():\n")
    call = f"import requests\n\n\ndef start():\n    language = 'en'\n{more}{sends}"
    assert language(tmp_path, {"call.py": call}) == expected


@pytest.mark.parametrize(("ends", "expected"), [("return", "en"), ("return TABLE", None)])
def test_what_a_generator_ends_with_is_handed_out(
    tmp_path: Path, ends: str, expected: object
) -> None:
    table = f"TABLE = {{'main': 'en'}}\n\n\ndef words():\n    yield 'word'\n    {ends}\n"
    call = f"import requests\n\n{table}" + SENDING.format('TABLE["main"]')
    assert language(tmp_path, {"call.py": call}) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("class Own(Desk):\n    def start(self):\n        Desk.start(self)\n", "en"),
        ("print(Desk.start.__name__)\n", "en"),
        ("class Other:\n    language = 'fr'\n    start = Desk.start\n", None),
        ("class Other:\n    def start(self):\n        Desk.start(self)\n", None),
        ("def run(desks):\n    return [Desk.start(desk) for desk in desks]\n", None),
    ],
    ids=["super", "name", "in another class", "by another class", "by a function"],
)
def test_a_method_that_is_taken_from_its_class_may_be_given_any_object(
    tmp_path: Path, more: str, expected: object
) -> None:
    assert language(tmp_path, desk(more)) == expected


@pytest.mark.parametrize("patched", ["'words.language'", "words, 'language'"])
def test_a_function_that_a_file_which_is_no_test_patches(tmp_path: Path, patched: str) -> None:
    method = ".object" if "," in patched else ""
    elsewhere = (
        f"from unittest import mock\nimport words\nmock.patch{method}({patched}, other).start()\n"
    )
    files = {
        "words.py": "def language():\n    return 'en'\n",
        "call.py": "import requests\nimport words\n" + SENDING.format("words.language()"),
    }
    assert language(tmp_path, files) == "en"
    assert language(tmp_path, {**files, "elsewhere.py": elsewhere}) is None
