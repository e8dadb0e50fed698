"""Names of languages and their two-letter codes."""

from __future__ import annotations

import re
import tomllib

import pytest

from migrator.model.data_files import languages_file
from migrator.model.languages import english_name, iso_code


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("English", "en"),
        ("english", "en"),
        ("GERMAN", "de"),
        ("Castilian", "es"),
        ("Haitian Creole", "ht"),
        ("Norwegian Bokmål", "nb"),
        ("Chinese", "zh"),
        ("en", "en"),
        ("FR", "fr"),
    ],
)
def test_names_and_codes_give_the_code(value: str, code: str) -> None:
    assert iso_code(value) == code


@pytest.mark.parametrize(
    "value", ["en-US", "en_GB", "xx", "eng", "Klingon", "English (US)", " English", "", "auto"]
)
def test_region_tags_and_the_unknown_give_none(value: str) -> None:
    assert iso_code(value) is None


def test_a_code_gives_its_usual_name() -> None:
    assert english_name("es") == "Spanish"
    assert english_name("xx") is None
    assert english_name("EN") is None


def test_the_table_is_whole_and_no_name_stands_for_two_codes() -> None:
    table: dict[str, list[str]] = tomllib.loads(languages_file().read_text("utf-8"))
    assert len(table) == 183
    assert all(re.fullmatch("[a-z]{2}", code) and names for code, names in table.items())
    names = [name.casefold() for every in table.values() for name in every]
    assert len(names) == len(set(names))
    assert all(iso_code(name) == code for code, every in table.items() for name in every)
