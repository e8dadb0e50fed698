"""Notebooks in a plan: read as one module, edited in their cells, told by cell and line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from ruff.__main__ import find_ruff_bin

from migrator.find.source import decode
from migrator.report.rendering import Format, render
from migrator.run.planning import Planned, make_plan
from migrator.run.project import open_project

from .notebooks import CALL, CONFIG, IMPORTS, code, prose, write


def planned(root: Path) -> Planned:
    return make_plan(open_project([root]))


def edited(result: Planned, path: str) -> list[str]:
    """The sources of the cells after the plan's edits."""
    data = decode(path, result.tree.read(path)).encode(result.texts[path])
    return ["".join(cell["source"]) for cell in json.loads(data)["cells"]]


def told(result: Planned) -> list[str]:
    return [f"{f.code} {f.path}{f.position} {f.message}" for f in result.plan.findings]


def test_a_call_is_read_over_several_cells_and_rewritten_in_them(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", prose("# Sessions"), code(IMPORTS), code(CONFIG), code(CALL))
    result = planned(tmp_path)
    [site] = result.plan.call_sites
    assert (site.status, site.path + site.position) == ("migrate", "a.ipynb, cell 4, line 2")
    assert edited(result, "a.ipynb") == [
        "# Sessions",
        IMPORTS + '\nWEBRTC_AGENT_ID = "(known after apply: webrtc)"',
        'URL = f"https://companion-api.napster.com/public/agents/{WEBRTC_AGENT_ID}/connections"',
        CALL.replace('{**CONFIG, "ext', '{"channelType": "webrtc", "ext'),
    ]


def test_nothing_else_of_the_file_changes(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", code(IMPORTS, 1), code(CONFIG, 2), code(CALL, 3), prose("é"))
    result = planned(tmp_path)
    before = (tmp_path / "a.ipynb").read_bytes()
    after = decode("a.ipynb", before).encode(result.texts["a.ipynb"])
    old, new = json.loads(before), json.loads(after)
    for cell, source in zip(old["cells"], new["cells"], strict=True):
        cell["source"] = source["source"]
    assert after.decode() == json.dumps(old, indent=1, ensure_ascii=False) + "\n"


def test_lines_are_those_of_the_file_and_texts_those_of_the_cells(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", code(IMPORTS), code(CONFIG), code(CALL))
    result = planned(tmp_path)
    [site] = result.plan.call_sites
    lines = (tmp_path / "a.ipynb").read_text().splitlines()
    assert "response = requests.post(" in lines[site.line - 1]
    assert site.fields[0].origin == "a.ipynb, cell 2, line 2"
    assert "# %% cell 3\n %%time\n" in site.diff
    assert "notebook" not in site.diff.replace(".ipynb", "")


@pytest.mark.parametrize(
    "stored", [".py", ".ipynb"], ids=["constants of a module", "of the notebook"]
)
def test_a_module_that_a_notebook_changes_is_not_constant(tmp_path: Path, stored: str) -> None:
    (tmp_path / "settings.py").write_text('VOICE = "marin"\n')
    (tmp_path / "app.py").write_text(
        IMPORTS.partition("\n")[2]
        + "\nimport settings\n\n\ndef start():\n    requests.post(\n"
        + '        "https://companion-api.napster.com/public/connections", headers=HEADERS,\n'
        + '        json={"companionId": "c", "providerConfig": {"voiceId": settings.VOICE}})\n'
    )
    change = 'import settings\nsettings.VOICE = "cedar"'
    if stored == ".py":
        (tmp_path / "change.py").write_text(change)
    else:
        write(tmp_path / "change.ipynb", code(change))
    [site] = planned(tmp_path).plan.call_sites
    assert (site.status, site.findings) == ("left", ["OM101"])


def test_a_magic_that_sets_the_environment_is_code_that_does(tmp_path: Path) -> None:
    config = CONFIG.replace('"marin"', 'os.environ["VOICE"]')
    write(tmp_path / "a.ipynb", code(IMPORTS), code("%env VOICE=cedar"), code(config), code(CALL))
    [site] = planned(tmp_path).plan.call_sites
    assert (site.status, site.findings) == ("left", ["OM101"])


@pytest.mark.parametrize("cell", ["%run setup.ipynb", "%%unheard of\nx", "%unheard x"])
def test_magics_that_may_run_any_code_leave_the_notebook_listed(tmp_path: Path, cell: str) -> None:
    write(tmp_path / "a.ipynb", code(IMPORTS), code(CONFIG), code(cell), code(CALL))
    result = planned(tmp_path)
    assert not result.plan.summary.migrate
    assert any(line.startswith("OM310 a.ipynb, cell 2, line 1") for line in told(result))


def test_a_script_that_a_magic_runs_gives_its_names(tmp_path: Path) -> None:
    (tmp_path / "setup.py").write_text(CONFIG)
    write(tmp_path / "a.ipynb", code(IMPORTS), code("%run setup.py"), code(CALL))
    [site] = planned(tmp_path).plan.call_sites
    assert [field.origin for field in site.fields[:2]] == ["setup.py:2", "setup.py:2"]


def test_a_call_at_the_top_of_a_cell_may_be_awaited(tmp_path: Path) -> None:
    imports = IMPORTS.replace("requests", "httpx")
    call = CALL.replace("response = requests.post", "response = await httpx.AsyncClient().post")
    write(tmp_path / "a.ipynb", code(imports), code(CONFIG), code(call))
    result = planned(tmp_path)
    assert [site.status for site in result.plan.call_sites] == ["migrate"]


def test_a_timed_statement_is_rewritten_behind_its_magic(tmp_path: Path) -> None:
    call = (
        '%time response = requests.post(URL, headers=HEADERS, json={**CONFIG, "tags": {"a": "b"}})'
    )
    write(tmp_path / "a.ipynb", code(IMPORTS), code(CONFIG), code(call))
    assert edited(planned(tmp_path), "a.ipynb")[-1] == call.replace(
        "**CONFIG", '"channelType": "webrtc"'
    )


def test_endpoints_in_shell_cells_are_told(tmp_path: Path) -> None:
    shell = "%%bash\necho 1\ncurl -X POST $API/public/connections\ncurl $API/public/connections"
    write(tmp_path / "a.ipynb", code("x = 1"), code(shell), code("!curl $API/public/connections/"))
    assert [line.rpartition(" names ")[0] for line in told(planned(tmp_path))] == [
        "OM305 a.ipynb, cell 2, line 3 `curl -X POST $API/public/connections`",
        "OM305 a.ipynb, cell 3, line 1 `!curl $API/public/connections/`",
    ]


def test_a_name_that_several_cells_bind_is_noted(tmp_path: Path) -> None:
    other = code(CONFIG.replace("marin", "cedar"))
    write(tmp_path / "a.ipynb", code(IMPORTS), code(CONFIG), code(CALL), other)
    result = planned(tmp_path)
    if result.plan.summary.migrate:
        assert any(
            line.startswith("OM314 a.ipynb, cell 3, line 2 `CONFIG`") for line in told(result)
        )


def test_cells_that_ran_in_another_order_are_noted(tmp_path: Path) -> None:
    write(tmp_path / "a.ipynb", code(IMPORTS, 1), code(CONFIG, 3), code(CALL, 2))
    assert (
        "OM314 a.ipynb, cell 3, line 2 cell 3 was last run before one that stands above it"
    ) in told(planned(tmp_path))
    write(tmp_path / "a.ipynb", code(IMPORTS, 1), code(CONFIG, 2), code(CALL, 3))
    assert not [line for line in told(planned(tmp_path)) if line.startswith("OM314")]


def test_a_broken_notebook_is_told_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.ipynb").write_text('{"cells": [\n"/public/connections"')
    [line] = told(planned(tmp_path))
    assert line.startswith("OM906 a.ipynb:2 line 2 is not JSON")


def test_notebooks_in_other_languages_are_other_formats(tmp_path: Path) -> None:
    call = code('POST(url = "https://companion-api.napster.com/public/connections")')
    write(tmp_path / "a.ipynb", call, language="R")
    [line] = told(planned(tmp_path))
    assert line.startswith("OM305 a.ipynb:")


def test_a_notebook_that_only_imports_the_endpoint_is_read(tmp_path: Path) -> None:
    (tmp_path / "settings.py").write_text(CONFIG)
    call = CALL.replace("URL", "settings.URL").replace("CONFIG", "settings.CONFIG")
    write(tmp_path / "a.ipynb", code(IMPORTS), code("import settings"), code(call))
    assert [site.path for site in planned(tmp_path).plan.call_sites] == ["a.ipynb"]


def test_cells_that_were_clean_under_their_formatter_stay_clean(tmp_path: Path) -> None:
    call = CALL.replace('"u1"', '"u1", "tags": {"a": "b"}')
    write(tmp_path / "a.ipynb", code(IMPORTS), code(CONFIG), code(call))
    ruff = [find_ruff_bin(), "format", "--isolated", "--check", str(tmp_path / "a.ipynb")]
    assert subprocess.run(ruff, check=False).returncode == 0
    result = planned(tmp_path)
    data = (tmp_path / "a.ipynb").read_bytes()
    (tmp_path / "a.ipynb").write_bytes(decode("a.ipynb", data).encode(result.texts["a.ipynb"]))
    assert subprocess.run(ruff, check=False).returncode == 0


@pytest.mark.parametrize("form", ["sarif", "github"])
def test_annotations_stand_at_the_line_of_the_file_and_say_the_cell(
    tmp_path: Path, form: Format
) -> None:
    write(tmp_path / "a.ipynb", code(IMPORTS), code(CONFIG), code(CALL))
    result = planned(tmp_path)
    text = render(form, result.plan, open_project([tmp_path]).pack)
    assert "cell 3, line 2: " in text
    assert str(result.plan.call_sites[0].line) in text
