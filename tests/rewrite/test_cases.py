"""Each folder under cases/ is one file before and after, or before with the reason it is left."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from migrator.rewrite.editor import edit_file
from migrator.rewrite.edits import EditedFile
from migrator.rewrite.formatting import BeforeAfter, keep_clean
from tests.rewrite.sites import PACK, Case, site_edits

CASES = Path(__file__).parent / "cases"
EDITED = sorted(folder.name for folder in CASES.iterdir() if (folder / "after.py").exists())
REFUSED = sorted(folder.name for folder in CASES.iterdir() if (folder / "reason.txt").exists())
OTHER_CALL = """

def other():
    body = {"companionId": next_companion(), "providerConfig": {"voiceId": "v"}}
    return requests.post(urljoin(BASE, "/public/connections"), json=body)
"""


def read(name: str, file: str) -> str:
    return (CASES / name / file).read_text(encoding="utf-8")


def edited(name: str, text: str) -> EditedFile:
    case = Case.load(CASES / name)
    edits = site_edits("app.py", text, case)
    assert edits, "the case has no call"
    return edit_file("app.py", text, edits, PACK, case.used_elsewhere.__contains__)


@pytest.mark.parametrize("name", EDITED)
def test_the_edit_is_the_one_an_engineer_would_make(name: str) -> None:
    result = edited(name, read(name, "before.py"))
    assert not result.refused
    assert result.text == read(name, "after.py")
    ast.parse(result.text)


@pytest.mark.parametrize("name", EDITED)
def test_line_endings_survive(name: str) -> None:
    before, after = (read(name, file).replace("\n", "\r\n") for file in ("before.py", "after.py"))
    assert edited(name, before).text == after


@pytest.mark.parametrize("name", EDITED)
def test_tabs_survive(name: str) -> None:
    before, after = (_tabbed(read(name, file)) for file in ("before.py", "after.py"))
    assert edited(name, before).text == after


@pytest.mark.parametrize("name", EDITED)
def test_a_second_edit_finds_nothing(name: str) -> None:
    assert site_edits("app.py", read(name, "after.py")) == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_refused_call_stays_as_it_was(name: str) -> None:
    before = read(name, "before.py")
    result = edited(name, before)
    assert list(result.refused.values()) == [read(name, "reason.txt").strip()]
    assert result.text == before


def _tabbed(text: str) -> str:
    return re.sub(r"^(?: {4})+", lambda m: "\t" * (len(m[0]) // 4), text, flags=re.MULTILINE)


def test_files_that_were_clean_stay_clean(tmp_path: Path) -> None:
    files = [
        BeforeAfter(
            f"{name}.py", read(name, "before.py"), edited(name, read(name, "before.py")).text
        )
        for name in EDITED
    ]
    texts = keep_clean(files, tmp_path)
    again = keep_clean(
        [BeforeAfter(f.path, f.before, t) for f, t in zip(files, texts, strict=True)], tmp_path
    )
    assert again == texts
    assert sum(text != file.after for file, text in zip(files, texts, strict=True)) > 3
    for file, text in zip(files, texts, strict=True):
        assert ast.dump(ast.parse(text)) == ast.dump(ast.parse(file.after))


def test_one_refused_call_leaves_the_others_their_edit() -> None:
    good = read("url_joined", "before.py")
    text = good + OTHER_CALL
    result = edit_file("app.py", text, site_edits("app.py", text), PACK, lambda name: False)
    assert len(result.refused) == 1
    assert result.text == read("url_joined", "after.py") + OTHER_CALL


def test_a_span_that_is_no_expression_is_refused() -> None:
    text = read("issue_example", "before.py")
    edits = site_edits("app.py", text)
    moved = "# one line more\n" + text
    result = edit_file("app.py", moved, edits, PACK, lambda name: False)
    assert list(result.refused.values()) == ["The call was not found at its place in the file."]
    assert result.text == moved


def test_a_file_that_does_not_parse_is_refused() -> None:
    edits = site_edits("app.py", read("issue_example", "before.py"))
    result = edit_file("app.py", "def (", edits, PACK, lambda name: False)
    assert list(result.refused.values()) == ["The file doesn't parse."]


def test_a_byte_order_mark_survives() -> None:
    text = "\ufeff" + read("issue_example", "before.py")
    edits = site_edits("app.py", text.removeprefix("\ufeff"))
    result = edit_file("app.py", text, edits, PACK, lambda name: False)
    assert result.text == "\ufeff" + read("issue_example", "after.py")


def test_an_import_that_other_files_take_from_here_stays() -> None:
    text = read("names_used_elsewhere_stay", "before.py")
    edits = site_edits("app.py", text)
    result = edit_file("app.py", text, edits, PACK, lambda name: False, {"VOICE"}.__contains__)
    assert "from voices import VOICE" in result.text


def test_constants_of_a_package_stay() -> None:
    text = read("issue_example", "before.py")
    edits = site_edits("pkg/__init__.py", text)
    result = edit_file("pkg/__init__.py", text, edits, PACK, lambda name: False)
    assert 'VOICE = "voice_warm"' in result.text


@pytest.mark.parametrize(
    "body",
    [
        "None",
        "[user]",
        "build(user)",
        "self.payload",
        "payloads[0]",
        "(payload := {'companionId': 'c'})",
        "{**build(user), 'companionId': 'c'}",
        "{KEY: 'c', 'externalClientId': user}",
        "{'companionId': 'c', 'somethingNew': user}",
        "{'companionId': await user.companion()}",
        "dict([('companionId', 'c')])",
        "{k: v for k, v in user.items() if k != 'companionId'}",
        "{**defaults, 'externalClientId': user}",
        "user or {'companionId': 'c'}",
    ],
)
def test_a_body_of_unknown_shape_is_refused(body: str) -> None:
    text = (
        "from app import KEY, build, defaults, payloads\n\n\nasync def connect(self, client, user):\n"
        f"    await client.post('/public/connections', json={body})\n"
    )
    result = edit_file("app.py", text, site_edits("app.py", text), PACK, lambda name: False)
    assert len(result.refused) == 1
    assert result.text == text


@pytest.mark.parametrize(
    "url",
    [
        "build_url('/public/connections')",
        "b'https://companion-api.napster.com/public/connections'",
        "BASE + kind + '-connections'",
        "'{}/public/connections'.format(*parts)",
        "'%(base)s/public/connections' % settings",
        "'-'.join([BASE + '/public/ws', 'connections'])",
        "'%s/%s' % connections",
        "'%s/%s' % (BASE, connections())",
        "'{}/connections/{}'.format(BASE)",
        "urls['connections']",
        "Client.connections",
    ],
)
def test_a_url_of_unknown_shape_is_refused(url: str) -> None:
    text = (
        f"def connect(client, kind):\n    client.post({url}, json={{'externalClientId': kind}})\n"
    )
    result = edit_file("app.py", text, site_edits("app.py", text), PACK, lambda name: False)
    assert len(result.refused) == 1
    assert result.text == text
