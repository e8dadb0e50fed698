"""What `explain` and `rules show` say."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from migrator.model.catalogue import CATALOGUE
from migrator.model.errors import InputError
from migrator.report.explaining import explain, explain_all
from migrator.report.rules_view import print_pack

from . import plans


@pytest.mark.parametrize("code", [*CATALOGUE, "om101", " OM305 ", "per-session-call"])
def test_each_code_is_explained_with_its_remedy(code: str) -> None:
    text = explain(code)
    info = CATALOGUE.get(code.strip().upper())
    assert text.endswith("\n")
    assert info is None or (info.meaning in text and info.remedy in text)


def test_an_unknown_code_says_how_to_see_the_list() -> None:
    with pytest.raises(InputError, match="lists the codes"):
        explain("OM777")


def test_the_list_names_every_code_once() -> None:
    text = explain_all()
    assert all(text.count(f"  {code}  ") == 1 for code in CATALOGUE)


def test_a_pack_is_shown_whole() -> None:
    for verbose in (False, True):
        out = io.StringIO()
        print_pack(Console(file=out), plans.pack(), verbose=verbose)
        for rule in plans.pack().fields:
            assert rule.source in out.getvalue()
            assert rule.target in out.getvalue()
            assert (rule.note in out.getvalue()) or not verbose
