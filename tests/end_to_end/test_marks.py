"""`apply --mark`: a comment with the code at each call that stays, renewed by every run."""

from __future__ import annotations

from migrator.rewrite.comments import ignored, line_after, marked
from tests.end_to_end.workshop import SHOP, VOICE, Workshop

STAYING = VOICE.replace('"alloy"', "customer")
MARK = "# migrator: stays[OM101]"


def test_calls_that_stay_are_marked_above_their_statement(shop: Workshop) -> None:
    shop.write({**SHOP, "app/voice.py": STAYING})
    shop.commit()

    assert shop.run("apply", ".", "--yes", "--mark").code == 3

    text = (shop.root / "app/voice.py").read_text()
    assert text == STAYING.replace("    response =", f"    {MARK}\n    response =")
    assert MARK not in (shop.root / "app/phone.py").read_text()

    shop.commit()
    shop.run("apply", ".", "--yes", "--mark")
    assert (shop.root / "app/voice.py").read_text() == text


def test_a_mark_goes_with_its_reason(shop: Workshop) -> None:
    marked_text = VOICE.replace("    response =", f"    {MARK}\n    response =")
    shop.write({**SHOP, "app/voice.py": marked_text})
    shop.commit()

    assert shop.run("apply", ".", "--yes", "--mark").code == 0

    assert "migrator:" not in (shop.root / "app/voice.py").read_text()


def test_a_rollback_takes_marks_back(shop: Workshop) -> None:
    shop.write({**SHOP, "app/voice.py": STAYING})
    shop.commit()
    shop.run("apply", ".", "--yes", "--mark")
    assert shop.run("rollback", "--delete-agents", "--yes").code == 0
    assert shop.changed() == []


def test_line_endings_and_indentation_are_those_of_the_line() -> None:
    text = "def f():\r\n\tif x:\r\n\t\treturn send(\r\n\t\t\t1,\r\n\t\t)\r\n"
    assert marked(text, {4: ("OM101", "OM103")}) == text.replace(
        "\t\treturn", "\t\t# migrator: stays[OM101, OM103]\r\n\t\treturn"
    )


def test_a_text_that_a_comment_would_change_stays_as_it_is() -> None:
    text = 'x = """\nsend()\n"""\n'
    assert ignored(text, {1: 2}) == text
    assert ignored(text, {3: 3}) == 'x = """\nsend()\n"""  # migrator: ignore\n'


def test_a_line_is_found_again_unless_it_changed() -> None:
    assert line_after("a\nb\nc\n", "new\na\nc\n", 3) == 3
    assert line_after("a\nb\nc\n", "new\na\nc\n", 2) is None
