"""Names that are built when the code runs, to look functions up by."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.find.tree import SourceTree
from migrator.read.built_names import BuiltNames

BUILT = {
    'getattr(self, f"do_{action}")': "do_connect",
    'getattr(self, f"do_{action}", None)': "do_connect",
    'getattr(self.desk(), f"{kind}_session")(user)': "web_session",
    'getattr(desk, "do_" + action)': "do_connect",
    'getattr(desk, "do_%s" % action)': "do_connect",
    'getattr(desk, "do_{}".format(action))': "do_connect",
    'getattr(desk, action + "_all")': "close_all",
    'name = f"do_{action}"\ngetattr(desk, name)()': "do_connect",
    'operator.methodcaller(f"do_{action}", user)(desk)': "do_connect",
    'globals()[f"do_{action}"](user)': "do_connect",
    'globals()["do_" + action](user)': "do_connect",
}
NOT_BUILT = (
    'getattr(desk, "do_other")',
    'getattr(desk, f"to_{action}")',
    "getattr(desk, name)",
    'text = f"do_{action}"\nprint(text, getattr(desk, "other"))',
    'getattr(desk, f"{a}{b}")',
)


def place(code: str, name: str) -> str | None:
    tree = SourceTree(Path("/nowhere"), []).with_files(
        {"desk.py": f"import desk\n{code}\n".encode()}
    )
    return BuiltNames(tree).place(name)


@pytest.mark.parametrize(("code", "name"), BUILT.items())
def test_a_name_may_be_one_that_is_built(code: str, name: str) -> None:
    line = 3 if "\n" in code else 2
    assert place(code, name) == f"desk.py:{line}"


@pytest.mark.parametrize("code", NOT_BUILT)
def test_other_lookups_are_of_other_names(code: str) -> None:
    assert place(code, "do_connect") is None
