"""An import that may fail by what its module needs doesn't say what its names are."""

from __future__ import annotations

import pytest

from migrator.model.values import Known, Record
from tests.read.reading import read_files

CALL = """
import requests
try:
    from {module} import VOICE
except ImportError:
    VOICE = "en"
requests.post(
    "https://companion-api.napster.com/public/connections",
    json={{"companionId": "c", "language": VOICE}},
)
"""


@pytest.mark.parametrize(
    ("files", "known"),
    [
        ({"local.py": 'VOICE = "fr"\n'}, True),
        ({"local.py": 'import os\nimport requests\nVOICE = "fr"\n'}, True),
        ({"local.py": 'import rare_library\nVOICE = "fr"\n'}, False),
        ({"local.py": 'from rare_library import x\nVOICE = "fr"\n'}, False),
        ({"local.py": 'from deeper import x\nVOICE = "fr"\n', "deeper.py": "x = 1\n"}, True),
        (
            {
                "local.py": 'from deeper import x\nVOICE = "fr"\n',
                "deeper.py": "import rare_library\nx = 1\n",
            },
            False,
        ),
        (
            {
                "local.py": "try:\n    import rare_library\nexcept ImportError:\n    pass\n"
                'VOICE = "fr"\n'
            },
            True,
        ),
    ],
)
def test_a_guarded_import_stands_if_it_surely_works(files: dict[str, str], known: bool) -> None:
    sites = read_files({"app.py": CALL.format(module="local"), **files}).sites
    (site,) = [each for each in sites if each.path == "app.py"]
    assert isinstance(site.body, Record)
    entry = site.body.get("language")
    assert entry is not None
    assert isinstance(entry.value, Known) is known
    if known:
        assert entry.value == Known("fr")
