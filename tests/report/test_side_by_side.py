"""Lines stand against the lines they became, and nothing of either side is lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from migrator.report.side_by_side import Piece, Row, side_by_side

from . import plans

LINES = st.lists(
    st.sampled_from(
        ["", "a = 1", "a = 2", "    return a", "}", "},", 'post("/x", json=body)', "é𝄞"]
    )
).map("\n".join)


def side(rows: list[Row], name: str) -> list[str]:
    pieces: list[tuple[Piece, ...] | None] = [getattr(row, name) for row in rows]
    return ["".join(piece.text for piece in line) for line in pieces if line is not None]


@given(before=LINES, after=LINES)
def test_each_side_reads_as_it_was_written(before: str, after: str) -> None:
    rows = side_by_side(before, after)
    hidden = sum(row.hidden for row in rows)
    for name, text in (("left", before), ("right", after)):
        lines = text.removesuffix("\n").split("\n") if text else []
        shown = side(rows, name)
        assert len(shown) + hidden == len(lines)
        if not hidden:
            assert shown == lines


@given(text=LINES)
def test_equal_text_has_no_change(text: str) -> None:
    assert {row.kind for row in side_by_side(text, text)} <= {"equal"}


def test_a_changed_line_stands_against_its_old_self_with_the_change_marked() -> None:
    rows = side_by_side(
        'post(f"{BASE}/public/connections", h)', 'post(f"{BASE}/public/agents/{A}/connections", h)'
    )
    (row,) = rows
    assert row.kind == "change"
    assert row.left is not None
    assert row.right is not None
    assert [piece.text for piece in row.left if piece.changed] == []
    assert "".join(piece.text for piece in row.right if piece.changed) == "agents/{A}/"


def test_lines_that_share_only_punctuation_are_not_paired_word_by_word() -> None:
    rows = side_by_side('"companionId": "comp_x",', '"channelType": "webrtc",')
    assert not any(
        piece.changed for row in rows for piece in (*(row.left or ()), *(row.right or ()))
    )


def test_long_equal_stretches_are_folded() -> None:
    rows = side_by_side(plans.SUPPORT_BEFORE + "x = 1\n" * 50, plans.SUPPORT_AFTER + "x = 1\n" * 50)
    assert rows[-1].kind == "skip"
    assert rows[-1].hidden > 40


def test_a_huge_replacement_is_still_shown_whole() -> None:
    before = "\n".join(f"old_{number} = {number}" for number in range(400))
    after = "\n".join(f"new_{number} = {number}" for number in range(300))
    rows = side_by_side(before, after)
    assert side(rows, "left") == before.split("\n")
    assert side(rows, "right") == after.split("\n")
