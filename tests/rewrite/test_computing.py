"""Agent fields that functions of the project give: the calls go when they only compute."""

from __future__ import annotations

from pathlib import Path

import pytest

from migrator.run.planning import make_plan
from migrator.run.project import open_project
from tests.rewrite.proving import Program

CALLER = """import os

import requests
{imports}

URL = "https://companion-api.napster.com/public/connections"


def open_session():
    body = {{"companionId": "c", "providerConfig": {{"voiceId": "ash", "settings": {{"instructions": {given}}}}}}}
    return requests.post(URL, json=body, headers={{"X-Api-Key": os.environ["K"]}}).json()
"""
TOP = "import functools\nimport os\nCOUNT = 0\nSEEN = []\nCACHE = {}\nBASE = 'Be kind.'\n\n\n"

COMPUTING = {
    "a text": "def prompt():\n    return BASE + ' Be brief.'\n",
    "a docstring and a local": "def prompt():\n    '''It.'''\n    text: str = BASE\n    return text\n",
    "a text that grows": "def prompt():\n    text = 'Be kind.'\n    text += ' Be brief.'\n    return text\n",
    "lines that are joined": (
        "def prompt():\n    lines = []\n    lines.append(BASE)\n    lines.extend(['Be brief.'])\n"
        "    return '\\n'.join(lines)\n"
    ),
    "a dict that is filled": (
        "def prompt():\n    parts = {}\n    parts['a'] = BASE\n    return parts['a']\n"
    ),
    "a function of another": "def inner():\n    return BASE\n\n\ndef prompt():\n    return inner()\n",
    "what is kept": "@functools.lru_cache\ndef prompt():\n    return BASE\n",
    "what is kept for one": "@functools.lru_cache(maxsize=1)\ndef prompt():\n    return BASE\n",
    "a choice": (
        "def prompt(kind='a'):\n    if kind == 'a':\n        return BASE\n    raise ValueError(kind)\n"
    ),
    "a failure that is told": (
        "def prompt():\n    try:\n        text = {'a': BASE}['a']\n    except KeyError:\n"
        "        raise ValueError('no')\n    return text\n"
    ),
}
DOING = {
    "a print": "def prompt():\n    print('asked')\n    return BASE\n",
    "a global": "def prompt():\n    global COUNT\n    COUNT += 1\n    return BASE\n",
    "a global that is set": "def prompt():\n    global COUNT\n    COUNT = 1\n    return BASE\n",
    "a list of the module": "def prompt():\n    SEEN.append(1)\n    return BASE\n",
    "a list of the module by another name": (
        "def prompt():\n    seen = SEEN\n    seen.append(1)\n    return BASE\n"
    ),
    "a list of the module that grows": (
        "def prompt():\n    seen = SEEN\n    seen += [1]\n    return BASE\n"
    ),
    "a list in a new list": "def prompt():\n    seen = [SEEN]\n    seen[0].append(1)\n    return BASE\n",
    "a loop over lists": (
        "def prompt():\n    for seen in [SEEN]:\n        seen.append(1)\n    return BASE\n"
    ),
    "a dict of the module": "def prompt():\n    CACHE['a'] = 1\n    return BASE\n",
    "an attribute": "def prompt():\n    prompt.calls = 1\n    return BASE\n",
    "the environment": "def prompt():\n    os.environ['ASKED'] = '1'\n    return BASE\n",
    "a function that does": (
        "def inner():\n    print('asked')\n    return BASE\n\n\ndef prompt():\n    return inner()\n"
    ),
    "a decorator that does": (
        "def told(f):\n    def inner():\n        print('asked')\n        return f()\n"
        "    return inner\n\n\n@told\ndef prompt():\n    return BASE\n"
    ),
    "a decorator of that name": (
        "def staticmethod(f):\n    return f\n\n\n@staticmethod\ndef prompt():\n    return BASE\n"
    ),
    "a lambda": "def prompt():\n    return (lambda: print('a') or BASE)()\n",
    "a default that is kept": ("def prompt(seen=[]):\n    seen.append(1)\n    return BASE\n"),
    "a finally": "def prompt():\n    try:\n        return BASE\n    finally:\n        print('a')\n",
    "a with": "def prompt():\n    with open('/dev/null', 'w') as f:\n        return BASE\n",
}


def migrated(files: dict[str, str]) -> bool:
    return "channelType" in Program(files).edits.texts.get("main.py", "")


@pytest.mark.parametrize("name", COMPUTING)
def test_a_call_that_only_computes_goes(name: str) -> None:
    here = CALLER.format(imports="\n" + TOP + COMPUTING[name], given="prompt()")
    there = CALLER.format(imports="from texts import prompt", given="prompt()")
    assert migrated({"main.py": here})
    assert migrated({"main.py": there, "texts.py": TOP + COMPUTING[name]})


@pytest.mark.parametrize("name", DOING)
def test_a_call_that_does_something_keeps_the_old_call(name: str) -> None:
    here = CALLER.format(imports="\n" + TOP + DOING[name], given="prompt()")
    there = CALLER.format(imports="from texts import prompt", given="prompt()")
    assert not migrated({"main.py": here})
    assert not migrated({"main.py": there, "texts.py": TOP + DOING[name]})


MEMBERS = {
    "class method": ("from texts import Texts", "Texts.of()"),
    "static method": ("from texts import Texts", "Texts.fixed()"),
    "by the module": ("import texts", "texts.prompt()"),
    "by the module's other name": ("import texts as t", "t.prompt()"),
    "from another file's import": ("from again import prompt", "prompt()"),
    "an object's attribute": ("from texts import Plain", "Plain().text"),
    "a kept object's attribute": ("from texts import plain", "plain().text"),
}
TEXTS = TOP + (
    "class Texts:\n    KIND = 'Be kind.'\n\n    @classmethod\n    def of(cls):\n        FIRST; "
    "return cls.KIND\n\n    @staticmethod\n    def fixed():\n        FIRST; return BASE\n\n\n"
    "class Plain:\n    def __init__(self):\n        FIRST; self.text = BASE\n\n\n"
    "@functools.cache\ndef plain():\n    return Plain()\n\n\n"
    "def prompt():\n    FIRST; return BASE\n"
)


@pytest.mark.parametrize("name", MEMBERS)
def test_methods_modules_and_objects(name: str) -> None:
    imports, given = MEMBERS[name]
    main = CALLER.format(imports=imports, given=given)
    others = {"again.py": "from texts import prompt\n"}
    assert migrated({"main.py": main, "texts.py": TEXTS.replace("FIRST; ", ""), **others})
    told = TEXTS.replace("FIRST", "print('asked')")
    assert not migrated({"main.py": main, "texts.py": told, **others})


SETTINGS = """from functools import lru_cache

from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    prompt: str = "Be kind."
    {more}


@lru_cache
def get_settings() -> Settings:
    return Settings()
"""


@pytest.mark.parametrize(
    ("more", "goes"),
    [
        ("other: int = 1", True),
        ("class Config:\n        env_file = '.env'", True),
        ("other: str = print('once')", False),
        ("@property\n    def shown(self) -> str:\n        return self.prompt", True),
        (
            "@property\n    def shown(self) -> str:\n        print(1)\n        return self.prompt",
            True,
        ),
        ("def model_post_init(self, context):\n        print('made')", False),
    ],
)
def test_a_getter_of_settings(tmp_path: Path, more: str, goes: bool) -> None:
    main = CALLER.format(imports="from settings import get_settings", given="get_settings().prompt")
    (tmp_path / "main.py").write_text(main)
    (tmp_path / "settings.py").write_text(SETTINGS.format(more=more))
    [site] = make_plan(open_project([tmp_path])).plan.call_sites
    assert (site.status == "migrate") is goes


def test_a_method_that_a_subclass_replaces_stays() -> None:
    main = (
        "import os\n\nimport requests\n\n\nclass Voice:\n    def prompt(self):\n        return 'Be kind.'\n\n"
        "    def start(self):\n        body = {'companionId': 'c', 'providerConfig': {'voiceId': 'ash',"
        " 'settings': {'instructions': self.prompt()}}}\n        return requests.post("
        "'https://companion-api.napster.com/public/connections', json=body,"
        " headers={'X-Api-Key': os.environ['K']})\n"
    )
    assert migrated({"main.py": main})
    replaced = (
        "from main import Voice\n\n\nclass Loud(Voice):\n    def prompt(self):\n        print('asked')\n"
        "        return 'Be kind.'\n"
    )
    assert not migrated({"main.py": main, "loud.py": replaced})


CONFIG = """class Config:
    @property
    def voice(self):
        {first}return "ash"

    @property
    def quiet(self):
        return "ash"


class Sub:
    conf = Config()


config = Config()


def make():
    return Config()
"""
READERS = {
    "an object of another file": ("from config import config", "config.voice"),
    "an attribute of a module": ("import config", "config.config.voice"),
    "an object that a function makes": ("from config import make", "make().voice"),
    "an attribute of a class": ("from config import Sub", "Sub.conf.voice"),
    "what a third file imports": ("from third import config", "config.voice"),
}


@pytest.mark.parametrize("name", READERS)
def test_a_property_of_another_file_that_does_something(name: str) -> None:
    imports, given = READERS[name]
    others = {"third.py": "from config import config\n"}
    main = CALLER.format(imports=imports, given=given)
    quiet = CONFIG.format(first="")
    assert migrated({"main.py": main, "config.py": quiet, **others})
    told = CONFIG.format(first="print('asked'); ")
    assert not migrated({"main.py": main, "config.py": told, **others})
    other = CALLER.format(imports=imports, given=given.replace("voice", "quiet"))
    assert migrated({"main.py": other, "config.py": told, **others})


def test_a_property_of_a_class_that_is_out_of_reach_doesnt_matter() -> None:
    main = CALLER.format(imports="from config import config", given="config.voice")
    other = "class Other:\n    @property\n    def voice(self):\n        print('asked')\n"
    assert migrated({"main.py": main, "config.py": CONFIG.format(first=""), "other.py": other})


def test_imports_in_a_circle_keep_the_old_call() -> None:
    main = CALLER.format(imports="from one import prompt", given="prompt()")
    files = {"one.py": "from two import prompt\n", "two.py": "from one import prompt\n"}
    assert not migrated({"main.py": main, **files})
