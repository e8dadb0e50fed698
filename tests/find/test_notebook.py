"""Notebooks as text of one module, and edited texts back in their cells."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from migrator.find.notebook import NotebookText
from migrator.find.source import UnreadableSource, UnwritableText, decode

CODE = ["import os\n\nimport requests", "%pip install requests", "URL = 'a'\nuse(URL)", ""]


def cell(source: object, **more: object) -> dict[str, object]:
    given = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
    return {**given, "source": source, **more}


def lines(source: str) -> list[str]:
    return source.splitlines(keepends=True)


def notebook(*sources: object, **more: object) -> dict[str, object]:
    return {"cells": [cell(s) for s in sources], "nbformat": 4, "nbformat_minor": 5, **more}


def read(document: object) -> NotebookText:
    text = document if isinstance(document, str) else json.dumps(document)
    found = decode("a.ipynb", text.encode())
    assert isinstance(found, NotebookText)
    return found


def code_of(text: NotebookText) -> list[str]:
    """The module's lines without what stands between cells."""
    return [line for line in text.text.splitlines() if " cell " not in line]


def test_code_cells_are_one_module_in_order() -> None:
    prose = {"cell_type": "markdown", "metadata": {}, "source": ["x = 0"]}
    found = read({"cells": [cell("a = 1"), prose, cell(["b = a\n", "c = b"])], "nbformat": 4})
    assert code_of(found) == ["a = 1", "b = a", "c = b"]
    assert ast.unparse(ast.parse(found.text)) == "a = 1\npass\nb = a\nc = b"
    assert str(found.place(found.text.splitlines().index("c = b") + 1)) == "cell 3, line 2"


def test_cells_of_older_notebooks_are_read() -> None:
    old = {"cell_type": "code", "language": "python", "input": ["a = 1\n", "b"], "outputs": []}
    other = {**old, "language": "r", "input": "x <- 1"}
    found = read({"nbformat": 3, "worksheets": [{"cells": [old, other]}, {"cells": [old]}]})
    assert code_of(found) == ["a = 1", "b", "a = 1", "b"]
    assert found.encode(found.text.replace("a = 1", "a = 2")).count(b"a = 2") == 2


MAGICS = {
    "%pip install httpx": "pass",
    "%matplotlib inline": "pass",
    "!curl -X POST $URL/{path}": "print(URL, path)",
    "!ls \\\n   -l": "pass\npass",
    "if x:\n    !ls\n": "if x:\n    pass",
    "files = !ls": "files = get_ipython()",
    "a = %sql SELECT 1": "a = get_ipython()",
    "%env VOICE=marin": "os.environ['VOICE'] = get_ipython()",
    "%set_env VOICE marin": "os.environ['VOICE'] = get_ipython()",
    "%env VOICE": "pass",
    "%dotenv": "load_dotenv()",
    "?requests.post": "pass",
    "requests.post??": "pass",
    "%%time\nx = 1": "pass\nx = 1",
    "%%capture out\nx = 1": "out = get_ipython()\nx = 1",
    "%time x = 1": "x = 1",
    "%%bash\necho {1..3}\n\ndone": "pass\npass\npass\npass",
    "%%bash --out said\nls": "said = get_ipython()\npass",
    "%%writefile a.py\nx = 1": "pass\npass",
    "%run other.py": "from other import *",
    "%run ./tools/other.py": "from tools.other import *",
    "%run -i other.py": "exec('')",
    "%run other.ipynb": "exec('')",
    "%%unheard of\nx = 1": "exec('')\npass",
    "x = (1\n  % 2)": "x = 1 % 2",
    "x = '''\n%pip\n!ls\n'''": "x = '\\n%pip\\n!ls\\n'",
    "x = 1 \\\n    % 2": "x = 1 % 2",
    'x = "it\'s (" # (\n!ls': 'x = "it\'s ("\npass',
    "await client.post(url)": "await client.post(url)",
    "f(a)[0] != b": "f(a)[0] != b",
}


@pytest.mark.parametrize(("source", "code"), MAGICS.items(), ids=repr)
def test_what_python_can_not_read_is_stood_for(source: str, code: str) -> None:
    found = read(notebook(lines(source)))
    assert ast.unparse(ast.parse(found.text)) == ast.unparse(ast.parse(code))
    assert found.encode(found.text) == json.dumps(notebook(lines(source))).encode()


@pytest.mark.parametrize("source", MAGICS, ids=repr)
def test_magics_stay_when_code_beside_them_changes(source: str) -> None:
    document = notebook("x = 'old'", lines(source), "y = 'old'")
    found = read(json.dumps(document, indent=1))
    changed = found.encode(found.text.replace("'old'", "'new'"))
    expected = notebook("x = 'new'", lines(source), "y = 'new'")
    assert changed == json.dumps(expected, indent=1).encode()


STYLES: dict[str, Callable[[object], str]] = {
    "jupyter": partial(json.dumps, indent=1, ensure_ascii=False),
    "escaped": partial(json.dumps, indent=4),
    "one line": json.dumps,
    "sorted": partial(json.dumps, indent="\t", sort_keys=True),
    "narrow": partial(json.dumps, separators=(",", ":")),
}
LINES = ["x = 1", "y = 'é\\n'", "# ✓ 𝕏", "", "%time z = 2", "!ls {x}", "z = '''", "'''", "if x:"]
LINES += ["  y", "print('/public/connections')", "\ta", "f(", ")", "\x0c", "x = 'a\u2028b'"]
LINE = st.sampled_from(LINES)
SOURCE = st.lists(LINE, max_size=6).map("\n".join)


@given(
    st.lists(st.tuples(SOURCE, st.sampled_from(["lines", "text", "list of one"])), max_size=4),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["", "\n", "\n\n"]),
    st.booleans(),
)
def test_what_is_not_edited_comes_back_byte_for_byte(
    cells: list[tuple[str, str]], style: str, end: str, bom: bool
) -> None:
    shapes = {"lines": lines, "text": str, "list of one": lambda source: [source]}
    document = notebook(*(shapes[shape](source) for source, shape in cells))
    data = b"\xef\xbb\xbf" * bom + (STYLES[style](document) + end).encode()
    try:
        found = decode("a.ipynb", data)
    except UnreadableSource:
        event("no Python")
    else:
        event("Python")
        assert found.encode(found.text) == data


SHAPES = {
    "list": ["x = 'é'\n", "y = 'old'\n", "z = 3"],
    "text": "x = 'é'\ny = 'old'\nz = 3",
    "one string in a list": ["x = 'é'\ny = 'old'\nz = 3"],
    "strings that are no lines": ["x = 'é'\ny = ", "'old'\n", "", "z", " = 3"],
}
EDITS = {
    "changed": "x = 'é'\ny = 'new' + 'é'\nz = 3",
    "above": "import os\n\nx = 'é'\ny = 'old'\nz = 3",
    "below": "x = 'é'\ny = 'old'\nz = 3\nlast = 4",
    "gone": "x = 'é'\nz = 3",
    "last gone": "x = 'é'\ny = 'old'",
    "first gone": "y = 'old'\nz = 3",
    "all gone": "",
    "all else": 'a = "\\""',
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("source", SHAPES.values(), ids=SHAPES)
def test_only_the_changed_lines_of_the_file_change(
    source: list[str] | str, edit: str, style: Callable[[object], str]
) -> None:
    document = notebook("a = 'é'", source, "b = 1", metadata={"é": "\u2028/"})
    text = style(document)
    found = read(text)
    changed = found.encode(found.text.replace("x = 'é'\ny = 'old'\nz = 3", edit)).decode()
    after = json.loads(changed)
    assert "".join(after["cells"][1]["source"]) == edit
    assert type(after["cells"][1]["source"]) is type(source)
    if isinstance(source, list) and len(source) == 3:
        expected = notebook("a = 'é'", lines(edit), "b = 1", metadata={"é": "\u2028/"})
        if edit:
            assert changed == style(expected)
    elif isinstance(source, str):
        expected = notebook("a = 'é'", edit, "b = 1", metadata={"é": "\u2028/"})
        assert changed == style(expected)


def test_lines_that_stay_keep_their_spelling() -> None:
    text = '{"nbformat":4,"cells":[{"cell_type":"code","source":"a = \'\\u00e9\\/é\'\\nb = 1"}]}'
    found = read(text)
    assert found.encode(found.text.replace("b = 1", "b = 2")).decode() == text.replace(
        "b = 1", "b = 2"
    )


WRONG_EDITS: dict[str, Callable[[str], str]] = {
    "a boundary is gone": lambda text: text.replace("pass  # notebook cell 2.\n", ""),
    "a magic is gone": lambda text: "".join(
        line for line in text.splitlines(keepends=True) if " line 1." not in line
    ),
    "a cell shows what it computes": lambda text: text.replace("x = 1\n", "1\n"),
    "a cell no longer shows it": lambda text: text.replace("\nshow", "\nx = show"),
    "a cell is no Python": lambda text: text.replace("x = 1", "return"),
    "something stands above a cell magic": lambda text: text.replace(
        "pass  # notebook line 2.", "y = 1\npass  # notebook line 2."
    ),
}


@pytest.mark.parametrize("edit", WRONG_EDITS.values(), ids=WRONG_EDITS)
def test_edits_that_a_notebook_can_not_hold_are_refused(edit: Callable[[str], str]) -> None:
    found = read(notebook("!ls\nx = 1", "show", "%%time\nz = 1"))
    assert edit(found.text) != found.text
    with pytest.raises(UnwritableText):
        found.encode(edit(found.text))


def test_blank_lines_that_an_edit_left_around_a_cell_go() -> None:
    found = read(notebook(lines("A = 1\n\nimport os"), lines("use(A)\n")))
    changed = json.loads(
        found.encode(found.text.replace("A = 1\n", "\n").replace("os\n", "os\n\n"))
    )
    assert [c["source"] for c in changed["cells"]] == [["import os"], ["use(A)\n"]]


BROKEN = {
    "not json": ("{", "OM906", "line 1 is not JSON", 1),
    "comma": ('{"cells": [\n1,\n]}', "OM906", "line 3 is not JSON", 3),
    "a list": ("[]", "OM906", "no notebook", 1),
    "no cells": ('{"nbformat": 4}', "OM906", "no notebook", 1),
    "cells no list": ('{"cells": {}}', "OM906", "no notebook", 1),
    "a cell no object": ('{"cells": [\n1]}', "OM906", "cell 1 is no object", 2),
    "no source": ('{"cells": [{"cell_type": "code"}]}', "OM906", "cell 1 has no source", 1),
    "source no text": ('{"cells": [{"cell_type": "code", "source": [1]}]}', "OM906", "no text", 1),
    "nested": ("[" * 100_000, "OM906", "nested too deeply", 1),
    "syntax": (json.dumps(notebook("x = 1", "a\nx = (")), "OM901", "cell 2, line 2", 1),
    "surrogate": (json.dumps(notebook("x = '\ud800'")), "OM901", "cell 1 is not Python", 1),
}


@pytest.mark.parametrize(("text", "code", "message", "line"), BROKEN.values(), ids=BROKEN)
def test_broken_notebooks_say_what_is_wrong(text: str, code: str, message: str, line: int) -> None:
    with pytest.raises(UnreadableSource, match=message) as caught:
        decode("a.ipynb", text.encode())
    assert (caught.value.code, caught.value.line) == (code, line)


def test_bytes_that_are_no_utf_8_are_an_encoding_problem() -> None:
    with pytest.raises(UnreadableSource, match="line 2 is not UTF-8") as caught:
        decode("a.ipynb", b'{\n"\xff": 1}')
    assert caught.value.code == "OM903"


def test_places_are_lines_of_the_file_too() -> None:
    text = json.dumps(notebook(lines("a = 1\nb = 2\n"), lines("!ls\nc = 3")), indent=1)
    found = read(text)
    for nth, code in enumerate(found.text.splitlines(), 1):
        if " = " in code:
            place = found.place(nth)
            assert code in text.splitlines()[place.line_of_file - 1]


def test_excerpts_are_shown_as_the_notebook_has_them() -> None:
    found = read(notebook("%time x = 1", "!ls\nb = 1"))
    assert found.shown(found.text) == "x = 1\n# %% cell 2\n!ls\nb = 1\n"


def test_what_python_does_not_read_is_told_with_its_line() -> None:
    found = read(notebook("x = 1\n", "%%bash\ncurl -X POST $URL"))
    assert [str(found.place(line)) for line, _ in found.hidden()] == [
        "cell 2, line 1",
        "cell 2, line 2",
    ]
    assert [text for _, text in found.hidden()] == ["%%bash", "curl -X POST $URL"]


def test_a_cell_that_ran_before_one_above_it_is_told() -> None:
    def ran(*counts: int | None) -> int | None:
        cells = [cell("x = 1", execution_count=count) for count in counts]
        return read({"cells": cells, "nbformat": 4}).ran_out_of_order

    assert ran(1, 2, None, 3) is None
    assert ran(None, None) is None
    assert ran(2, None, 1) == 3
