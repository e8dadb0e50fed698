"""Every file that Python reads comes back byte for byte; the others are named with a code."""

from __future__ import annotations

import codecs

import pytest

from migrator.find.source import LARGEST_SOURCE, UnreadableSource, decode


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"x = 1",
        b"x = 1\r\ny = 2\r\n",
        b"x = 1\ry = 2\r",
        b"x = 1\r\n\ty = 2\n\x0cz = 3\r",
        "name = 'Zoë 東京'\n".encode(),
        codecs.BOM_UTF8 + b"x = 1\n",
        codecs.BOM_UTF8 + b"# coding: utf-8\nx = 1\n",
        "# -*- coding: latin-1 -*-\nname = 'Zoë'\n".encode("latin-1"),
        "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nprice = '5 €'\n".encode("cp1252"),
        "# coding: shift_jis\nname = '東京'\n".encode("shift_jis"),
    ],
)
def test_text_goes_back_to_the_same_bytes(data: bytes) -> None:
    source = decode("a.py", data)
    assert source.encode(source.text) == data


def test_the_declared_encoding_is_the_one_that_is_used() -> None:
    source = decode("a.py", "# coding: cp1252\nprice = '5 €'\n".encode("cp1252"))
    assert "5 €" in source.text
    assert source.encode(source.text.replace("5", "6")).endswith(b"'6 \x80'\n")


def test_newlines_and_mark_are_kept_apart_from_the_text() -> None:
    source = decode("a.py", codecs.BOM_UTF8 + b"a\r\nb\n")
    assert (source.text, source.bom) == ("a\r\nb\n", True)


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (b"x = '\xff'\n", "OM903", "not UTF-8"),
        (b"# coding: ascii\n\nx = '\xc3\xab'\n", "OM903", "line 3"),
        (b"# coding: klingon\n", "OM903", "klingon"),
        (codecs.BOM_UTF8 + b"# coding: latin-1\n", "OM903", "utf-8"),
        (b"# coding: rot13\nk = 1\n", "OM903", "rot13"),
        ("x = 1\n".encode("utf-16"), "OM903", "UTF-16"),
        ("x = 1\n".encode("utf-16-be"), "OM904", "NUL"),
        (b"\x7fELF\0\0", "OM904", "NUL"),
        (b"#" * (LARGEST_SOURCE + 1), "OM904", "large"),
    ],
)
def test_what_python_can_not_read_is_named(data: bytes, code: str, message: str) -> None:
    with pytest.raises(UnreadableSource, match=message) as caught:
        decode("a.py", data)
    assert caught.value.code == code
