"""What a run starts from: where a project's root is, its settings, and values from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.model.errors import InputError
from migrator.model.own_files import DEFINITIONS_FILE, LOCK_FILE
from migrator.model.settings import BASE_URL_VARIABLE, DEFAULT_BASE_URL
from migrator.run.project import open_project, project_root, read_env_file

HERE, CONFIGURED, ASKED = "http://here.test", "http://configured.test", "http://asked.test"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project outside git, with a folder in it, as the current folder."""
    root = tmp_path / "project"
    (root / "app" / "voice").mkdir(parents=True)
    monkeypatch.chdir(root)
    monkeypatch.delenv(BASE_URL_VARIABLE, raising=False)
    return root


class TestRoot:
    def test_the_top_of_the_git_work_tree(self, place: Path) -> None:
        (place / ".git").mkdir()
        assert project_root([place / "app" / "voice"]) == place
        assert project_root([]) == place

    def test_one_of_several_work_trees_is_not_it(self, place: Path) -> None:
        for name in ("one", "two"):
            (place / name / ".git").mkdir(parents=True)
        assert project_root([place / "one", place / "two"]) == place

    def test_the_current_folder_when_the_paths_are_in_it(self, place: Path) -> None:
        (place / "app" / "main.py").touch()
        assert project_root([Path("app/main.py"), Path("app/voice")]) == place

    def test_the_folder_that_holds_paths_elsewhere(self, place: Path, tmp_path: Path) -> None:
        other = tmp_path / "other"
        for name in ("a", "b"):
            (other / name).mkdir(parents=True)
        assert project_root([other / "a", other / "b"]) == other

    @pytest.mark.parametrize("name", [LOCK_FILE, DEFINITIONS_FILE, ".migrator"])
    def test_the_folder_of_an_earlier_run(
        self, place: Path, monkeypatch: pytest.MonkeyPatch, name: str
    ) -> None:
        (place / name).mkdir()
        monkeypatch.chdir(place / "app" / "voice")
        assert project_root([Path()]) == place


class TestValuesFromFiles:
    def test_lines_as_the_shell_reads_them(self, tmp_path: Path) -> None:
        path = tmp_path / ".env"
        path.write_text(
            "\ufeff# a comment\n\nA=1\nexport B = two words \nC='it # is'\nD=\"d=e\"\n"
            "E=value # said why\nF=\nG=a#b\n",
            "utf-8",
        )
        assert read_env_file(path) == {
            "A": "1",
            "B": "two words",
            "C": "it # is",
            "D": "d=e",
            "E": "value",
            "F": "",
            "G": "a#b",
        }

    @pytest.mark.parametrize("line", ["nothing", "=value", "a-b=c", "export"])
    def test_any_other_line_is_named(self, tmp_path: Path, line: str) -> None:
        path = tmp_path / "values"
        path.write_text(f"A=1\n{line}\n")
        with pytest.raises(InputError, match=r"values:2: expected NAME=value"):
            read_env_file(path)

    def test_bytes_that_are_no_text_are_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "values"
        path.write_bytes(b"A=\xff\xfe")
        with pytest.raises(InputError, match="Give a text file"):
            read_env_file(path)


class TestAddress:
    def test_option_before_environment_before_configuration(
        self, place: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        addresses = [open_project([place]).settings.base_url]
        (place / "migrator.toml").write_text(f'base-url = "{CONFIGURED}"\n')
        addresses.append(open_project([place]).settings.base_url)
        monkeypatch.setenv(BASE_URL_VARIABLE, HERE)
        addresses.append(open_project([place]).settings.base_url)
        asked = open_project([place], overrides={"base_url": ASKED})

        assert addresses == [DEFAULT_BASE_URL, CONFIGURED, HERE]
        assert asked.settings.base_url == ASKED
        assert "asked.test" in asked.hosts
