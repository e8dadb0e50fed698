"""Whether code may change a name of another module is told by its text, before it is parsed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from migrator.find.tree import SourceTree
from migrator.read.changing import changing_code
from migrator.read.reaching import may_change


def changes(folder: Path, code: str) -> Sequence[tuple[int, bool]]:
    """Where code changes `VOICE`, as its syntax tree tells, and whether only in place."""
    (folder / "code.py").write_text(code)
    found = changing_code(SourceTree.of([folder]), "code.py")
    assert found is not None
    return found.changes.get("VOICE", ())


@pytest.mark.parametrize(
    "code",
    [
        "config.VOICE = 'verse'",
        "config.VOICE += 'verse'",
        "config . VOICE = 'verse'",
        "config.\\\n    VOICE = 'verse'",
        "(config.\n    VOICE) = 'verse'",
        "(config.  # the voice\n    VOICE) = 'verse'",
        "(config\n    .VOICE) = 'verse'",
        "config.VOICE, other = 'verse', 1",
        "for config.VOICE in voices: pass",
        "with opened() as config.VOICE: pass",
        "del config.VOICE",
        "self.config.VOICE = 'verse'",
        "app.self.VOICE = 'verse'",
        "myself.VOICE = 'verse'",
        "setattr(config, 'VOICE', 'verse')",
        'patch.object(config, "VOICE", "verse")',
        "patch('app.config.VOICE', 'verse')",
        "setattr(config, '''VOICE''', 'verse')",
    ],
)
def test_code_that_sets_a_name_may_change_it(tmp_path: Path, code: str) -> None:
    assert any(not in_place for _, in_place in changes(tmp_path, code)), "the example sets it"
    assert may_change(code.encode(), b"VOICE", in_place=False)


@pytest.mark.parametrize(
    "code",
    [
        "from app.config import VOICE\nVOICE['a'] = 1",
        "from app.config import (\n    VOICE as V,\n)\nV.append(1)",
        "from app.config import VOICE\nVOICE += [1]",
        "config.VOICE.update(a=1)",
        "config.VOICE['a'] = 1",
        "keep(config.VOICE)",
    ],
)
def test_code_that_changes_an_object_may_change_it(tmp_path: Path, code: str) -> None:
    assert changes(tmp_path, code), "the example changes it"
    assert may_change(code.encode(), b"VOICE", in_place=True)


@pytest.mark.parametrize(
    "code",
    [
        "VOICE = 'verse'",
        "other = 1\nVOICE = 'verse'",
        "self.VOICE = 'verse'",
        "config.VOICES = 'verse'",
        "say(config.VOICE.upper())",
        "from app.config import VOICE\nsay(VOICE)",
    ],
)
def test_code_that_has_such_a_name_of_its_own_or_looks_at_it_does_not(
    tmp_path: Path, code: str
) -> None:
    assert not any(not in_place for _, in_place in changes(tmp_path, code))
    assert not may_change(code.encode(), b"VOICE", in_place=False)
