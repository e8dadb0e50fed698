"""What instances and classes hold may be changed by their own methods, whoever calls those."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from migrator.find.tree import SourceTree
from migrator.model.loading import load_rules
from migrator.model.values import Known, Record
from migrator.read.sites import read_sites

CHANGE = 'self.table["main"] = "fr"'
SEND = (
    '    requests.post("https://companion-api.napster.com/public/connections",'
    ' json={{"companionId": "c", "language": {}}})\n'
)
OF_SELF = (
    "class Desk:\n    def __init__(self):\n        self.config = Config()\n\n"
    "    def start(self):\n    " + SEND.format('self.config.table["main"]')
)


def held(change: str = "pass", *, made: str = "CONFIG = Config()\n", more: str = "") -> str:
    """A class whose instances hold a table, with a method that does `change`."""
    return (
        'class Config:\n    def __init__(self):\n        self.table = {"main": "en"}\n'
        f"{more}\n    def loud(self):\n        {change}\n\n\n{made}"
    )


def given(change: str = "pass") -> str:
    """A class whose instances are given their table."""
    return held(change, made="").replace("(self)", "(self, table)", 1).replace(
        '= {"main": "en"}', "= table"
    )  # fmt: skip


def sending(expression: str, before: str = "") -> str:
    """A module whose function sends `expression`."""
    return f"import requests\n{before}\n\ndef start():\n{SEND.format(expression)}"


def language(tmp_path: Path, files: dict[str, str]) -> object:
    """What is known of the language that the call sends."""
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    (site,) = read_sites(SourceTree.of([tmp_path]), load_rules([]), (), ["call.py"]).sites
    assert isinstance(site.body, Record)
    entry = site.body.get("language")
    return entry.value.value if entry and isinstance(entry.value, Known) else None


IMPORTED = {"call.py": sending('CONFIG.table["main"]', "from holder import CONFIG")}
CLASS = "class Config:\n    table = {'main': 'en'}\n\n    @classmethod\n    def loud(cls):\n        cls.table['main'] = 'fr'\n"
HIDDEN = (
    "class Config:\n    def __init__(self):\n        self._table = {'main': 'en'}\n\n"
    "    @property\n    def table(self):\n        return self._table\n\n"
    "    def loud(self):\n        self._table['main'] = 'fr'\n\n\nCONFIG = Config()\n"
)
FIELD = (
    "from dataclasses import asdict, dataclass, field\n\n\n@dataclass\nclass Config:\n"
    "    table: dict = field(default_factory=lambda: {'main': 'en'})\n\n"
    "    def loud(self):\n        self.table['main'] = 'fr'\n\n\nCONFIG = Config()\n"
)
INNER = (
    "class Inner:\n    def __init__(self):\n        self.table = {'main': 'en'}\n\n"
    "    def loud(self):\n        self.table['main'] = 'fr'\n"
)
OUTER = "from inner import Inner\n\n\nclass Config:\n    def __init__(self):\n        self.inner = Inner()\n\n\nCONFIG = Config()\n"
BASE = "class Base:\n    def loud(self):\n        self.table['main'] = 'fr'\n"

CHANGED = {
    "by item": {"holder.py": held(CHANGE), **IMPORTED},
    "by update": {"holder.py": held("self.table.update(main='fr')"), **IMPORTED},
    "by another name of self": {
        "holder.py": held("me = self\n        me.table['main'] = 'fr'"),
        **IMPORTED,
    },
    "by getattr": {"holder.py": held("getattr(self, 'ta' + 'ble')['main'] = 'fr'"), **IMPORTED},
    "by a function that is given self": {
        "tool.py": "def change(config):\n    config.table['main'] = 'fr'\n",
        "holder.py": "from tool import change\n" + held("change(self)"),
        **IMPORTED,
    },
    "by a function that is given the table": {
        "holder.py": held("change(self.table)")
        + "\n\ndef change(table):\n    table['main'] = 'fr'\n",
        **IMPORTED,
    },
    "by another attribute": {
        "holder.py": held(
            "self.other['main'] = 'fr'", more="        self.other = self.table\n"
        ),
        **IMPORTED,
    },
    "by another attribute that is set later": {
        "holder.py": held(
            "self.other = self.table\n\n    def louder(self):\n        self.other['main'] = 'fr'"
        ),
        **IMPORTED,
    },
    "by a function made in a method": {
        "holder.py": held("return lambda: self.table.update(main='fr')"),
        **IMPORTED,
    },
    "by a function made when the instance is": {
        "holder.py": held(more="        self.back = lambda: self.table.update(main='fr')\n"),
        **IMPORTED,
    },
    "by a base class": {
        "base.py": BASE,
        "holder.py": "from base import Base\n" + held().replace("Config:", "Config(Base):"),
        **IMPORTED,
    },
    "of a subclass": {
        "holder.py": held(CHANGE, made="class Special(Config):\n    pass\n\n\nCONFIG = Special()\n"),
        **IMPORTED,
    },
    "of a class": {
        "holder.py": CLASS,
        "call.py": sending('Config.table["main"]', "from holder import Config"),
    },
    "behind a property": {"holder.py": HIDDEN, **IMPORTED},
    "of a dataclass": {"holder.py": FIELD, **IMPORTED},
    "as data": {
        "holder.py": FIELD,
        "call.py": sending(
            'asdict(CONFIG)["table"]["main"]',
            "from dataclasses import asdict\nfrom holder import CONFIG",
        ),
    },
    "of an instance that it holds": {
        "inner.py": INNER,
        "holder.py": OUTER,
        "call.py": sending('CONFIG.inner.table["main"]', "from holder import CONFIG"),
    },
    "of an instance of each desk": {
        "holder.py": held(CHANGE),
        "call.py": f"import requests\nfrom holder import Config\n\n\n{OF_SELF}",
    },
    "of an instance of each desk, from outside": {
        "holder.py": held(),
        "other.py": "def change(desk):\n    desk.config.table['main'] = 'fr'\n",
        "call.py": f"import requests\nfrom holder import Config\n\n\n{OF_SELF}",
    },
    "of what was given": {"holder.py": given(CHANGE) + "CONFIG = Config({'main': 'en'})\n", **IMPORTED},
    "of what was given where it is sent": {
        "holder.py": given(CHANGE),
        "call.py": sending(
            'CONFIG.table["main"]', "from holder import Config\n\nCONFIG = Config({'main': 'en'})"
        ),
    },
    "of an instance in a table": {
        "holder.py": held(CHANGE),
        "call.py": sending(
            'MADE["a"].table["main"]', "from holder import Config\n\nMADE = {'a': Config()}"
        ),
    },
    "of an instance that is a default": {
        "holder.py": held(CHANGE),
        "call.py": sending('config.table["main"]', "from holder import Config").replace(
            "start()", "start(config=Config())"
        )
        + "\n\nstart()\n",
    },
    "of an instance that a function keeps": {
        "holder.py": "from functools import lru_cache\n\n\n"
        + held(CHANGE, made="@lru_cache\ndef get():\n    return Config()\n"),
        "call.py": sending('get().table["main"]', "from holder import get"),
    },
}  # fmt: skip

UNCHANGED = {
    "by nothing": {"holder.py": held(), **IMPORTED},
    "by a method that reads": {"holder.py": held("return self.table['main']"), **IMPORTED},
    "of what was given": {
        "holder.py": given("return self.table['main']") + "CONFIG = Config({'main': 'en'})\n",
        **IMPORTED,
    },
    "behind a property": {"holder.py": HIDDEN.replace("['main'] = 'fr'", "['main']"), **IMPORTED},
    "of an instance of each desk": {
        "holder.py": held(),
        "call.py": f"import requests\nfrom holder import Config\n\n\n{OF_SELF}",
    },
    "of an instance that lives as long as the call": {
        "holder.py": held(CHANGE),
        "call.py": sending('config.table["main"]', "from holder import Config").replace(
            "start():\n", "start():\n    config = Config()\n"
        ),
    },
}


@pytest.mark.parametrize("how", CHANGED)
def test_what_is_held_may_be_changed(tmp_path: Path, how: str) -> None:
    assert language(tmp_path, CHANGED[how]) is None


@pytest.mark.parametrize("how", sorted(how for how in CHANGED if len(CHANGED[how]) == 2))
def test_what_is_held_may_be_changed_in_the_file_that_sends_it(tmp_path: Path, how: str) -> None:
    call = re.sub(r"from holder import .*\n", "", CHANGED[how]["call.py"])
    assert language(tmp_path, {"call.py": CHANGED[how]["holder.py"] + call}) is None


@pytest.mark.parametrize("how", UNCHANGED)
def test_what_nothing_changes_stays_known(tmp_path: Path, how: str) -> None:
    assert language(tmp_path, UNCHANGED[how]) == "en"
