"""Which functions aren't read by themselves, as nothing is to be seen by that."""

from __future__ import annotations

import ast

import pytest

from migrator.find.tree import SourceTree
from migrator.read.clients import SENDING_NAMES
from migrator.read.inert import inert_functions
from migrator.read.leading import leading_to
from migrator.read.program import Program
from migrator.read.reader import Reader
from migrator.read.searches import Searches
from migrator.read.statements import read_module
from tests.read.reading import NOWHERE, PACK, read_files, shown

QUEUE = """\
class Queue:
    size = 4

    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)
        self.size += 1
"""


OTHER = "TABLE = {}\ndef add(key):\n    TABLE[key] = 1\n"


def inert(text: str, **others: str) -> set[str]:
    """The names of the inert functions of a module."""
    texts = {"app": text, "other": OTHER, **others}
    files = {f"{name}.py": held.encode() for name, held in texts.items()}
    program = Program(Searches(SourceTree(NOWHERE, []).with_files(files)), PACK, ())
    module = program.module("app.py")
    names = read_module(Reader(program), module).names
    found = inert_functions(program, module, names, leading_to([module], set(SENDING_NAMES)))
    return {getattr(function, "name", "lambda") for function in found}


@pytest.mark.parametrize(
    "text",
    [
        "def f(rows):\n    return [row['id'] for row in rows if row.get('open')]\n",
        "import logging\nlog = logging.getLogger()\ndef f(x):\n    log.info(x)\n    x[0] = 1\n",
        "def f(rows):\n    rows['kept'] = sorted(rows, key=g)\ndef g(row):\n    return row.name\n",
        "LIMIT = 3\ndef f(text: str, limit: int = LIMIT) -> str:\n    return text[:LIMIT]\n",
        "class E(ValueError):\n    pass\ndef f(x):\n    raise E(x)\n",
        f"{QUEUE}def f():\n    queue = Queue()\n    queue.push(1)\n    return queue\n",
    ],
)
def test_what_works_on_what_it_is_given_or_makes_is_inert(text: str) -> None:
    defined = {n.name for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef)}
    assert inert(text) == defined


@pytest.mark.parametrize(
    "text",
    [
        "def f(session, url):\n    session.post(url)\n",
        "def f(url):\n    g(url)\ndef g(url):\n    session.post(url)\n",
        "def f(queue):\n    queue.put('/public/connections')\n",
        "PATH = '/public/connections'\ndef f(queue):\n    queue.put(PATH)\n",
        "TABLE = {}\ndef f(key):\n    TABLE[key] = 1\n",
        "TABLE = {}\ndef f():\n    return TABLE\n",
        "TABLE = {}\ndef f():\n    return g()\ndef g():\n    return TABLE\n",
        "from other import add\ndef f(key):\n    add(key)\n",
        "def f(name):\n    global TABLE\n    TABLE = name\n",
        "def f(name):\n    globals()[name] = 1\n",
        "def f(thing, name):\n    return getattr(thing, name)()\n",
        "def f(thing):\n    thing.key = 1\n",
        "def f(thing):\n    thing.headers['X-Api-Key'] = 'k'\n",
        "def f(thing):\n    thing.__dict__.update(key=1)\n",
        "def f(request):\n    request.add_header('X-Api-Key', 'k')\n",
        "def f():\n    import other\n    other.TABLE.clear()\n",
        "@wrapped\ndef f(x):\n    return x\n",
        "def f(settings=Depends(g)):\n    return settings\n",
        "def f(queue):\n    queue.put(LATER)\nif FIRST:\n    LATER = {}\n",
        "class C:\n    kept = []\n    def f(self, x):\n        self.kept.append(x)\n",
        "class C(Base):\n    def f(self, x):\n        return x\n",
        "class C:\n    def f(self, x):\n        return x\n    def __getattr__(self, name):\n        pass\n",
    ],
)
def test_what_may_send_or_change_what_others_see_is_not(text: str) -> None:
    assert "f" not in inert(text)


@pytest.mark.parametrize(
    ("more", "others"),
    [
        ("KEPT = Queue()\n", {}),
        ("def f():\n    return Queue()\nKEPT = f()\n", {}),
        ("def f(url):\n    session.post(url, json=Queue().items)\n", {}),
        ("", {"two": "from app import Queue\nKEPT = Queue()\n"}),
        ("", {"two": "from app import *\nKEPT = Queue()\n"}),
    ],
)
def test_methods_are_read_where_other_code_may_have_an_instance(
    more: str, others: dict[str, str]
) -> None:
    assert "push" not in inert(f"{QUEUE}{more}", **others)
    assert "push" in inert(QUEUE, two="class Queue:\n    pass\n")


SERVICE = """
import requests

class Service:
    def start(self, companion):
        requests.post(
            "https://companion-api.napster.com/public/connections",
            json={"companionId": companion},
        )

Service().start("c")
"""


CALLER = """\
import requests

requests.post("/public/connections")


class Motor:
    def start(self, gear):
        self.gear = gear


def again(thing):
    {call}
"""


@pytest.mark.parametrize(
    ("call", "sent"),
    [("thing.start('d')", "?"), ("Motor().start('d')", '"c"'), ("thing.stop('d')", '"c"')],
)
def test_inert_code_is_read_where_it_may_call_what_sends(call: str, sent: str) -> None:
    """It calls a method by its name, in a file that sends something else."""
    files = {"service.py": SERVICE, "caller.py": CALLER.format(call=call)}
    assert "again" in inert(files["caller.py"])
    site = next(s for s in read_files(files).sites if s.path == "service.py")
    assert shown(site.body) == f"{{companionId: {sent}}}"
