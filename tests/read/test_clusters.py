"""Files that nothing connects are read apart, and what they do to each other is known all the same."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from migrator.find.tree import SourceTree
from migrator.model.sites import CallSite
from migrator.read.clusters import Memory
from migrator.read.sites import read_sites
from tests.read.reading import NOWHERE, PACK, read_files, shown

POST = "requests.post('https://companion-api.napster.com/public/connections', json={})\n"
SHOP = f"import requests\n\n\ndef open_session(companion):\n    {POST}".replace(
    "json={}", "json={'companionId': companion}"
)
MAIN = "from shop import open_session\n\nopen_session('c_1')\n"
VOICES = {
    "config.py": "DEFAULTS = {'companionId': 'c', 'language': 'en'}\n",
    "desk.py": f"import requests\nfrom config import DEFAULTS\n\n{POST}".replace("{}", "DEFAULTS"),
}


def body(sites: tuple[CallSite, ...], path: str) -> str:
    (site,) = [site for site in sites if site.path == path]
    return shown(site.body)


def test_what_one_file_does_to_a_module_counts_for_all_that_use_it() -> None:
    changing = "from config import DEFAULTS\n\n\ndef speak(language):\n    DEFAULTS['language'] = language\n"
    files = {**VOICES, "other.py": changing}
    assert body(read_files(VOICES, ["desk.py"]).sites, "desk.py") == (
        '{companionId: "c", language: "en"}'
    )
    sites = read_files(files, ["desk.py", "other.py"]).sites
    assert body(sites, "desk.py") != '{companionId: "c", language: "en"}'


def test_a_file_without_any_import_may_patch_another() -> None:
    files = {
        "desk.py": f"import requests\nVOICE = 'c'\n{POST}".replace("{}", "{'companionId': VOICE}"),
        "other.py": "def patch(modules):\n    modules.desk.VOICE = 'other'\n",
    }
    assert body(read_files(files, ["desk.py"]).sites, "desk.py") == "{companionId: ?}"
    assert body(read_files(files, ["desk.py", "other.py"]).sites, "desk.py") == "{companionId: ?}"


REGISTRY = "def run(registry):\n    registry.open_session('c_2')\n"


@pytest.mark.parametrize("also", [[], ["other.py"]], ids=["not a candidate", "a candidate"])
def test_a_call_through_a_registry_may_be_one_of_the_function(also: list[str]) -> None:
    files = {"shop.py": SHOP, "main.py": MAIN, "other.py": REGISTRY}
    (site,) = read_files(files, ["shop.py", "main.py", *also]).sites
    assert shown(site.body) == "{companionId: ?}"
    assert "which may be what is called at other.py:2" in str(site.body)


@pytest.mark.parametrize("also", [[], ["other.py"]], ids=["not a candidate", "a candidate"])
def test_a_call_of_another_function_of_the_name_is_none(also: list[str]) -> None:
    files = {
        "shop.py": SHOP,
        "main.py": MAIN,
        "games.py": "def open_session(name):\n    print(name)\n",
        "other.py": "import games\n\n\ndef run():\n    games.open_session('chess')\n",
    }
    (site,) = read_files(files, ["shop.py", "main.py", *also]).sites
    assert shown(site.body) == '{companionId: "c_1"}'


def test_a_caller_nobody_looked_at_is_read_with_what_it_calls() -> None:
    """It stands in none of the files that were to be read, and calls what two of them define."""
    two = SHOP.replace("open_session", "open_video")
    main = "import shop\nimport video\n\nshop.open_session('c_1')\nvideo.open_video('c_2')\n"
    files = {"shop.py": SHOP, "video.py": two, "main.py": main}
    sites = read_files(files, ["shop.py", "video.py"]).sites
    assert body(sites, "shop.py") == '{companionId: "c_1"}'
    assert body(sites, "video.py") == '{companionId: "c_2"}'


BEFORE = {
    **VOICES,
    "shop.py": SHOP,
    "main.py": MAIN,
    "games.py": "def open_session(name):\n    print(name)\n",
    "other.py": "import games\n\n\ndef run(registry):\n    games.open_session('chess')\n",
}
EDITS: dict[str, dict[str, str]] = {
    "nothing": {},
    "a module that no call stands in": {"config.py": VOICES["config.py"].replace("'en'", "'fr'")},
    "a caller": {"main.py": MAIN.replace("c_1", "c_2")},
    "where code elsewhere calls": {"other.py": REGISTRY},
    "what code elsewhere sets": {"games.py": "def patch(m):\n    m.config.DEFAULTS = {}\n"},
    "what code elsewhere defines": {"games.py": "open_session = print\n"},
    "the environment": {"games.py": "import requests\n\nrequests.post = print\n"},
    "the call": {"desk.py": VOICES["desk.py"].replace("json=DEFAULTS", "json={**DEFAULTS}")},
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_read_before_is_only_taken_where_it_holds(edit: str) -> None:
    """Reading with a memory gives what reading from scratch does, back and forth."""
    memory = Memory()
    before = tree(BEFORE)
    after = changed(before, EDITS[edit])
    for each in (before, after, before, after):
        again = read_sites(each, PACK, (), BEFORE, memory=memory)
        assert again == read_sites(each, PACK, (), BEFORE)


def test_an_import_that_an_edit_brings_connects() -> None:
    """Before, nothing of the one file was of any concern to the other."""
    sending = (
        "import requests\n\n\ndef give(payload, kind='agents/a/connections'):\n"
        "    requests.post(f'https://companion-api.napster.com/public/{kind}', json=payload)\n"
    )
    calling = "def run():\n    give({'channelType': 'webrtc'})\n"
    memory = Memory()
    before = tree({"shop.py": sending, "main.py": calling})
    after = changed(before, {"main.py": f"from shop import give\n\n\n{calling}"})
    read_sites(before, PACK, (), ["shop.py", "main.py"], memory=memory)
    again = read_sites(after, PACK, (), ["shop.py", "main.py"], memory=memory)
    assert again == read_sites(after, PACK, (), ["shop.py", "main.py"])
    assert body(again.sites, "main.py") == '{channelType: "webrtc"}'


def test_what_an_edit_did_not_touch_is_not_read_again() -> None:
    memory = Memory()
    before = tree(BEFORE)
    read_sites(before, PACK, (), BEFORE, memory=memory)
    first = {cluster.paths: cluster for cluster in memory.clusters}
    read_sites(changed(before, EDITS["the call"]), PACK, (), BEFORE, memory=memory)
    latest = {cluster.paths: cluster for cluster in reversed(memory.clusters)}
    same = {paths for paths in first if first[paths] is latest[paths]}
    assert same == first.keys() - {("config.py", "desk.py")}


def tree(files: Mapping[str, str]) -> SourceTree:
    return changed(SourceTree(NOWHERE, []), files)


def changed(before: SourceTree, files: Mapping[str, str]) -> SourceTree:
    return before.with_files({name: text.encode() for name, text in files.items()})
