"""What code of the tree changes outside itself, and which module an import leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.find.tree import SourceTree
from migrator.read.searches import Searches


def searches(tmp_path: Path, files: dict[str, str]) -> Searches:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Searches(SourceTree.of([tmp_path]))


@pytest.mark.parametrize(
    "text",
    [
        'import os\nos.environ["VOICE"] = "verse"\n',
        'from os import environ as here\nhere["VOICE"] = "verse"\n',
        'import os\nhere = os.environ\nhere["VOICE"] = "verse"\n',
        'import os\nhere: dict = os.environ\nhere.setdefault("VOICE", "verse")\n',
        "import os\ndef load(values, into=os.environ):\n    into.update(values)\n",
        "import os\ndef load(held):\n    held['VOICE'] = 'verse'\nload(os.environ)\n",
        "import os\ndef load(held):\n    more(held.get('x'), held)\nload(os.environ)\n",
        "import os\ndef update(held):\n    return held.get('x')\nos.environ.update(VOICE='verse')\n",
        'from unittest import mock\nmock.patch.dict("os.environ", VOICE="verse").start()\n',
        'import os as system\nhere = system.environ\nhere["VOICE"] = "verse"\n',
        'import os\nhere = vars(os)["environ"]\nhere["VOICE"] = "verse"\n',
        'import sys\nhere = sys.modules["os"].environ\nhere["VOICE"] = "verse"\n',
        'import os\nfrom unittest import mock\nmock.patch.dict(os.environ, {"VOICE": "verse"}).start()\n',
    ],
)
def test_who_sets_a_variable_of_the_environment_is_found(tmp_path: Path, text: str) -> None:
    found = searches(tmp_path, {"app/boot.py": text}).environment_set("VOICE")
    assert found is not None
    assert "app/boot.py" in found


@pytest.mark.parametrize(
    "text",
    [
        'import os\nhere = os.environ\nprint(here["VOICE"], dict(os.environ))\n',
        "import os\nimport subprocess\nsubprocess.run(['ls'], env=os.environ)\n",
        'import os\nhere = os.environ\nhere["LANGUAGE"] = "fr"\n',
        "import os\ndef look(held):\n    return held.get('VOICE')\nlook(os.environ)\n",
        "import os\nfrom six import iteritems\nfor k, v in iteritems(os.environ):\n    print(k, v)\n",
    ],
)
def test_who_only_looks_at_the_environment_sets_nothing(tmp_path: Path, text: str) -> None:
    assert searches(tmp_path, {"app/boot.py": text}).environment_set("VOICE") is None


def test_who_is_given_the_environment_may_set_it_if_the_tree_has_that_code(tmp_path: Path) -> None:
    boot = {"app/boot.py": "import os\nfrom lib import load\nload(os.environ)\n"}
    assert searches(tmp_path, boot).environment_set("VOICE") is None
    found = searches(tmp_path, {**boot, "lib.py": "def load(held):\n    held.update(VOICE='x')\n"})
    assert found.environment_set("VOICE") is not None


@pytest.mark.parametrize(
    ("files", "module"),
    [
        ({"config.py": ""}, "config.py"),
        ({"config.py": "", "config/__init__.py": ""}, "config/__init__.py"),
        ({"config.py": "", "alt/config.py": ""}, "config.py"),
        ({"config.py": "", "alt/config.py": "", "boot.py": 'sys.path.insert(0, "alt")\n'}, None),
        (
            {
                "config.py": "",
                "lib/alt/config/__init__.py": "",
                "boot.py": 'sys.path.insert(0, os.path.join(HERE, "alt"))\n',
            },
            None,
        ),
        ({"config.py": "", "boot.py": 'sys.path.insert(0, "alt")\n'}, "config.py"),
    ],
)
def test_an_import_leads_to_the_module_that_python_takes(
    tmp_path: Path, files: dict[str, str], module: str | None
) -> None:
    found = searches(tmp_path, {"main.py": "import config\n", **files})
    assert found.locator.locate("main.py", "config", 0) == module


@pytest.mark.parametrize(
    "text",
    [
        "import requests\nrequests.Session.send = spy\n",
        "import requests as rq\nrq.Session.request = spy\n",
        "from requests import Session\nSession.send = spy\n",
        "from requests.adapters import (\n    DEFAULT_RETRIES,\n    HTTPAdapter as Adapter,\n)\nAdapter.send = spy\n",
        "from urllib3.connectionpool import HTTPConnectionPool\nHTTPConnectionPool.urlopen = spy\n",
        "from requests.sessions import Session\nsetattr(Session, 'send', spy)\n",
    ],
)
def test_what_requests_sends_with_is_replaced_under_whatever_name(
    tmp_path: Path, text: str
) -> None:
    found = searches(tmp_path, {"app/boot.py": text})
    assert "app/boot.py" in (found.sender_replaced("requests", "app") or "")
    assert found.sender_replaced("aiohttp", "app") is None


@pytest.mark.parametrize(
    "text",
    [
        "from requests import Session\nSession.verify = False\n",
        "from own import Session\nSession.send = spy\n",
        "from requests import Session\nown = Session()\nown.send(request)\n",
    ],
)
def test_nothing_is_replaced_that_requests_sends_with(tmp_path: Path, text: str) -> None:
    assert searches(tmp_path, {"app/boot.py": text}).sender_replaced("requests", "app") is None


def test_an_installed_opener_may_look_at_requests(tmp_path: Path) -> None:
    boot = {"boot.py": "import urllib.request\nurllib.request.install_opener(opener)\n"}
    assert searches(tmp_path, boot).sender_replaced("urllib", "app") is not None
    assert searches(tmp_path, boot).sender_replaced("requests", "app") is None


@pytest.mark.parametrize(("method", "looks"), [("http_request", True), ("redirect_request", False)])
def test_an_opener_with_a_handler_of_the_program(
    tmp_path: Path, method: str, *, looks: bool
) -> None:
    own = (
        f"class Own(urllib.request.BaseHandler):\n    def {method}(self, request):\n        pass\n"
    )
    boot = f"import urllib.request\n{own}OPENER = urllib.request.build_opener(Own())\n"
    assert bool(searches(tmp_path, {"boot.py": boot}).sender_replaced("urllib", "app")) == looks


@pytest.mark.parametrize(
    ("files", "counts"),
    [
        ({}, False),
        ({"app/start.py": "import tracing\n"}, False),
        ({"app/start.py": "import tracing.spans\n"}, True),
        ({"app/start.py": "from tracing import other, spans\n"}, True),
        ({"start.py": "from tracing.spans import install\n"}, True),
        ({"else/start.py": "import tracing.spans\n"}, False),
    ],
)
def test_code_of_another_package_replaces_what_sends_where_it_is_imported(
    tmp_path: Path, files: dict[str, str], *, counts: bool
) -> None:
    spans = {"tracing/spans.py": "from requests import Session\nSession.send = spy\n"}
    found = searches(tmp_path, {**spans, **files})
    assert bool(found.sender_replaced("requests", "app")) == counts
    assert found.sender_replaced("requests", "tracing") is not None
