"""Which Python a file needs that the running one refuses."""

from __future__ import annotations

import ast

import pytest

from migrator.find.dialects import dialect

NEEDS = {
    "print 'x'": "Python 2",
    "print x": "Python 2",
    "exec 'x'": "Python 2",
    "try: x\nexcept A, e: y": "Python 2",
    "raise A, 'b'": "Python 2",
    "x = 0777": "Python 2",
    "if x <> 1: y": "Python 2",
    "x = `y`": "Python 2",
    "x = 10L": "Python 2",
    "x = ur'y'": "Python 2",
    "def f(a, (b, c)): y": "Python 2",
    "type X = int": "Python 3.12",
    "type X[T] = list[T]": "Python 3.12",
    "def f[T](x): y": "Python 3.12",
    "async def f[T](x): y": "Python 3.12",
    "class C[T]: y": "Python 3.12",
    "x = f'{y['z']}'": "Python 3.12",
    "x = f'{'\\n'.join(y)}'": "Python 3.12",
    "x = t'{y}'": "Python 3.14",
    "try: x\nexcept A, B: y": "Python 3.14",
    "x = (": "",
    "def f(:": "",
    "x = = 1": "",
    "return = 1": "",
    "f'{x'": "",
}


@pytest.mark.parametrize(("text", "needed"), NEEDS.items(), ids=repr)
def test_the_python_that_a_file_is_written_for_is_named(text: str, needed: str) -> None:
    line = next(
        (n for n, part in enumerate(text.splitlines(), 1) if "except" in part),
        1,
    )
    error = SyntaxError("invalid syntax", ("a.py", line, 1, text))
    assert dialect(error, text, (3, 11)) == needed


def test_syntax_that_the_running_python_knows_is_just_wrong() -> None:
    error = SyntaxError("invalid syntax", ("a.py", 1, 1, ""))
    assert dialect(error, "type X = (", (3, 14)) == ""


@pytest.mark.parametrize("text", ["type = 1\n", "type(x)\n", "print(x)\n", "x = 0o777\n"])
def test_what_parses_is_not_asked(text: str) -> None:
    ast.parse(text)
