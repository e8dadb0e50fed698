"""Code that calls itself up and down, in great numbers: it is read in time, and nothing is lost."""

from __future__ import annotations

import pytest

from migrator.model.values import Known, Record
from migrator.read.abstract import HeapDict, Slot
from migrator.read.heap import Heap
from migrator.read.steps import Steps
from tests.read.reading import read_files

# Each function calls the next one ten times: a million calls, six deep.
TREE = "".join(f"def level{n}(x):\n" + f"    level{n + 1}(x)\n" * 10 + "\n" for n in range(6))
LEAF = "def level6(x):\n    return x\n\n"
LOOPS = "".join(f"{'    ' * n}for i{n} in work(i{n}):\n" for n in range(1, 11))
# It sends what others give it, and is only read where they call it.
WIRE = """\
import requests

BASE = "https://companion-api.napster.com"

def send(path, body):
    requests.post(BASE + path, json=body)
"""


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many steps were taken: a list of one number."""
    taken = [0]
    take = Steps.take

    def counted(self: Steps) -> None:
        taken[0] += 1
        take(self)

    monkeypatch.setattr(Steps, "take", counted)
    return taken


def test_a_call_behind_a_tree_of_calls_is_found(steps: list[int]) -> None:
    """What was called before leaves the call that counts its share."""
    main = (
        "from wire import send\n\n"
        f"{TREE}{LEAF}"
        "def main(user):\n"
        "    level0(user)\n"
        "    level0(user)\n"
        '    send("/public/connections", {"companionId": "c", "externalClientId": user})\n'
    )
    (site,) = read_files({"app.py": main, "wire.py": WIRE}, ["app.py"]).sites
    assert isinstance(site.body, Record)
    companion = site.body.get("companionId")
    assert companion is not None
    assert companion.value == Known("c")
    assert steps[0] < 60_000


def test_a_call_in_many_loops_is_found(steps: list[int]) -> None:
    """A loop is gone through to see what changes, and has steps left for the round that counts."""
    main = (
        "from wire import send\n\n"
        "def main(i1):\n"
        "    i2 = i3 = i4 = i5 = i6 = i7 = i8 = i9 = i10 = i1\n"
        f"{LOOPS}"
        f"{'    ' * 11}send('/public/connections', {{'companionId': 'c', 'tags': i8}})\n"
    )
    (site,) = read_files({"app.py": main, "wire.py": WIRE}, ["app.py"]).sites
    assert isinstance(site.body, Record)
    assert steps[0] < 60_000


def test_paths_share_objects_until_one_changes_them() -> None:
    """A change on one path doesn't show on the other, whichever forked."""
    key = ("app.py", 1, 0, 0)
    one = Heap()
    one.put(key, HeapDict(slots={"a": Slot(Known(1))}))
    two = one.fork()
    assert one[key] is two[key]
    for heap, value in ((one, 2), (two, 3)):
        mine = heap.to_change(key)
        assert isinstance(mine, HeapDict)
        mine.slots["a"] = Slot(Known(value))
    kept, other = one[key], two[key]
    assert isinstance(kept, HeapDict)
    assert isinstance(other, HeapDict)
    assert (kept.slots["a"].value, other.slots["a"].value) == (Known(2), Known(3))


# More operands than the reader has room for: it goes one call deeper for each.
DEEP = """\
import requests

URL = "https://companion-api.napster.com/public/connections"

def deep(users, a):
    for user in users:
        requests.post(URL, json={"companionId": DEEP})

def plain(user):
    requests.post(
        "https://companion-api.napster.com/public/connections",
        json={"companionId": "c", "externalClientId": user},
    )
""".replace("DEEP", "a" + " + a" * 600)


def test_code_that_is_nested_too_deeply_hides_no_call_of_another_function() -> None:
    """Its own calls are listed, also where another call that was understood has the same URL."""
    reading = read_files({"app.py": DEEP})
    assert [(site.span.line, site.problems) for site in reading.sites] == [(10, ())]
    assert [(each.line, each.text) for each in reading.mentions] == [(7, "requests.post(…)")]


def test_code_that_is_nested_too_deeply_hides_no_call_of_those_who_call_it() -> None:
    source = DEEP.replace("def plain(user):\n", "def plain(user):\n    deep([user], user)\n")
    reading = read_files({"app.py": source})
    assert 7 in [each.line for each in reading.mentions]
    assert 11 in [site.span.line for site in reading.sites]


def test_many_functions_that_call_each_other_take_few_steps(steps: list[int]) -> None:
    """Where much was read already, what is sent by a function itself is still read."""
    calls = "    level0(user)\n" * 4
    many = "".join(f"def job{n}(user):\n{calls}\n" for n in range(60))
    main = (
        f"from wire import send\n\n{TREE}{LEAF}{many}"
        "def body(user):\n"
        '    return {"companionId": "c", "externalClientId": user}\n\n'
        "def opened(user):\n"
        '    send("/public/connections", body(user))\n'
    )
    (site,) = read_files({"app.py": main, "wire.py": WIRE}, ["app.py"]).sites
    assert isinstance(site.body, Record)
    companion = site.body.get("companionId")
    assert companion is not None
    assert companion.value == Known("c")
    assert steps[0] < 150_000
