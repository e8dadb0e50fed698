"""Clean files stay clean, others keep their own layout, and no file costs a process."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.rewrite import formatting
from migrator.rewrite.formatting import BeforeAfter, keep_clean

CLEAN = "call(one, two)\n"
GREW = "call(first_argument, second_argument)\n"
BROKEN_AT_30 = "call(\n    first_argument, second_argument\n)\n"


def pair(path: str, before: str = CLEAN, after: str = GREW) -> BeforeAfter:
    return BeforeAfter(path, before, after)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("pyproject.toml", "[tool.ruff]\nline-length = 35\nexclude = ['app.py', 'a*']\n"),
        ("ruff.toml", "line-length = 35\n"),
        ("pyproject.toml", "[tool.black]\nline-length = 35\n"),
    ],
    ids=["ruff in pyproject", "ruff.toml", "black"],
)
def test_a_clean_file_is_formatted_as_its_project_asks(
    tmp_path: Path, file: str, content: str
) -> None:
    (tmp_path / file).write_text(content)
    assert keep_clean([pair("pkg/app.py")], tmp_path) == [BROKEN_AT_30]


def test_the_nearest_configuration_counts(tmp_path: Path) -> None:
    (tmp_path / "narrow").mkdir()
    (tmp_path / "narrow" / "ruff.toml").write_text("line-length = 35\n")
    texts = keep_clean([pair("app.py"), pair("narrow/app.py"), pair("other.py")], tmp_path)
    assert texts == [GREW, BROKEN_AT_30, GREW]


def test_a_file_with_a_layout_of_its_own_keeps_it(tmp_path: Path) -> None:
    before, after = "call( one )\nx = {'a':1}\n", "call( two )\nx = {'a':1}\n"
    assert keep_clean([pair("app.py", before, after)], tmp_path) == [after]


def test_black_without_string_normalization_keeps_quotes(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.black]\nskip-string-normalization = true\n")
    before, after = "x = 'a'\n", "x = 'b'\ny=1\n"
    assert keep_clean([pair("app.py", before, after)], tmp_path) == ["x = 'b'\ny = 1\n"]


def test_line_endings_survive_formatting(tmp_path: Path) -> None:
    before, after = "x = 1\r\ny = 2\r\n", "x=1\r\n"
    assert keep_clean([pair("app.py", before, after)], tmp_path) == ["x = 1\r\n"]


def test_a_broken_configuration_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "ruff.toml").write_text("line-length = 'wide'\n")
    assert keep_clean([pair("app.py", CLEAN, "x=1\n")], tmp_path) == ["x=1\n"]


def test_without_ruff_nothing_is_formatted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(formatting, "find_ruff_bin", missing)
    assert keep_clean([pair("app.py", CLEAN, "x=1\n")], tmp_path) == ["x=1\n"]


def test_a_file_that_ruff_cannot_read_does_not_hold_up_others(tmp_path: Path) -> None:
    texts = keep_clean([pair("bad.py", CLEAN, "x = (\n"), pair("app.py", CLEAN, "x=1\n")], tmp_path)
    assert texts == ["x = (\n", "x = 1\n"]


def test_every_file_of_a_configuration_goes_in_one_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[str] = []
    real = formatting._ran

    def counted(ruff: str, options: tuple[str, ...], folder: str) -> bool:
        runs.append(folder)
        return real(ruff, options, folder)

    monkeypatch.setattr(formatting, "_ran", counted)
    texts = keep_clean([pair(f"app{n}.py", CLEAN, "x=1\n") for n in range(30)], tmp_path)
    assert texts == ["x = 1\n"] * 30
    assert len(runs) == 1
