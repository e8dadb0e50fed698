"""The proof accepts what a careful engineer would do, and no lie about it."""

from __future__ import annotations

import ast
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from migrator.model.agents import AgentDefinition
from migrator.model.sites import Status
from migrator.rewrite.edits import AgentReference
from migrator.rewrite.masking import Request
from migrator.rewrite.residue import Change, unexplained_change
from migrator.rewrite.skeleton import Watch
from migrator.run.crew import Crew
from migrator.run.editing import TreeEditor
from tests.rewrite.mutants import mutants
from tests.rewrite.proving import Program
from tests.rewrite.sites import span
from tests.rewrite.wrong_edits import WRONG_EDITS, Wrong

HERE = Path(__file__).parent
CASES = sorted(folder.name for folder in (HERE / "cases").iterdir())
HEADS = {"clinic": "#!/usr/bin/env python\n# -*- coding: utf-8 -*-\n", "script": "", "steps": ""}
SAME_SESSION = {
    "clinic": {
        "swap `DESKS = ('front', 'ward')` with the next",
        "swap `CLINIC_AGENT_ID = '(known after apply: clinic)'` with the next",
        "swap `if profile:` with the next",
        "double `payload['externalClientProfile'] = profile`",
    },
    "script": {
        "swap `from os import environ` with the next",
        "double `URL = environ.get('BASE_URL', 'https://companion-a`",
        "double `payload = {'channelType': 'webrtc', 'externalClien`",
        "swap `if not quiet:` with the next",
        "double `payload['initialSpeech'] = 'Hello!'`",
        "swap `print('tagged')` with the next",
        "double `payload['tags'] = tags`",
    },
    "steps": {
        "double `BASE = 'https://companion-api.napster.com'`",
        "swap `BASE = 'https://companion-api.napster.com'` with the next",
        "double `payload = {'channelType': 'webrtc'}`",
        "swap `payload.update({'externalClientId': counted(user)}` with the next",
        "double `payload.setdefault('tags', {})['campaign'] = campa`",
        "swap `payload.setdefault('tags', {})['campaign'] = campa` with the next",
    },
}


@cache
def program(name: str) -> Program:
    return Program({f"{name}.py": (HERE / "programs" / f"{name}.py").read_text(encoding="utf-8")})


def edited(name: str) -> str:
    return program(name).edited[f"{name}.py"]


def test_what_the_editor_does_is_proved() -> None:
    """Of the editor's cases, all that the plan would migrate."""
    proved = []
    for name in CASES:
        text = (HERE / "cases" / name / "before.py").read_text(encoding="utf-8")
        case = Program({"app.py": text})
        refused = not (HERE / "cases" / name / "after.py").exists()
        if refused or not case.decisions or any(d.status is Status.LEFT for d in case.decisions):
            continue
        assert case.edited["app.py"] != text, name
        proved.append(name)
    assert len(proved) > len(CASES) // 2


@pytest.mark.parametrize("name", sorted(HEADS))
def test_layout_comments_and_order_of_entries_are_free(name: str) -> None:
    class Reversed(ast.NodeTransformer):
        def visit_Dict(self, node: ast.Dict) -> ast.Dict:
            if any(isinstance(k, ast.Constant) and k.value == "channelType" for k in node.keys):
                node.keys.reverse()
                node.values.reverse()
            return node

    tree = Reversed().visit(ast.parse(edited(name)))
    text = f"{HEADS[name]}# a new comment\n{ast.unparse(tree)}\n"
    assert program(name).refusals({f"{name}.py": text}) == {}


@pytest.mark.parametrize("wrong", WRONG_EDITS, ids=lambda wrong: wrong.name)
def test_a_wrong_edit_is_refused(wrong: Wrong) -> None:
    refusals = program("clinic").refusals({"clinic.py": wrong.applied(edited("clinic"))})
    assert refusals, "the proof lets it through"
    assert any(wrong.reason in message for message in refusals.values()), refusals


def test_the_catalogue_of_wrong_edits_is_long_and_has_no_twins() -> None:
    texts = {wrong.applied(edited("clinic")) for wrong in WRONG_EDITS}
    assert len(texts) == len(WRONG_EDITS) > 100


@pytest.mark.parametrize("name", sorted(HEADS))
def test_no_mutant_survives(name: str) -> None:
    """But for those that still open the same session and do nothing else anew."""
    survivors: list[str] = []
    killed = 0
    for mutant in mutants(edited(name)):
        if program(name).refusals({f"{name}.py": HEADS[name] + mutant.text}):
            killed += 1
        else:
            survivors.append(mutant.name.partition(": ")[2])
    assert set(survivors) == SAME_SESSION[name], f"{killed} killed, {survivors} survived"
    assert killed > 100


DEFINITIONS = [
    ("another companion", {"companionId": "comp_other"}, "companionId"),
    ("another voice", {"voiceId": "sage"}, "voiceId"),
    ("another language", {"language": "de"}, "language"),
    ("a language too few", {"language": None}, "language"),
    ("a function too few", {"functions": ["fn_a"]}, "functions"),
    ("functions in another order", {"functions": ["fn_b", "fn_a"]}, "functions"),
    ("another temperature", {"providerSettings": {"temperature": 0.4}}, "temperature"),
    ("no temperature", {"providerSettings": {}}, "temperature"),
    ("a number as text", {"providerSettings": {"temperature": "0.3"}}, "temperature"),
    (
        "turn detection too many",
        {"providerSettings": {"temperature": 0.3, "turnDetection": {}}},
        "turnDetection",
    ),
    (
        "an unknown setting",
        {"providerSettings": {"temperature": 0.3, "more": 1}},
        "providerSettings.more",
    ),
    ("an unknown field", {"more": 1}, "more"),
    ("tags of the agent", {"tags": {"app": "web"}}, "tags"),
    ("an idle timeout", {"disableIdleTimeout": True}, "disableIdleTimeout"),
    ("no search", {"useWebSearch": False}, "useWebSearch"),
    ("a null field", {"knowledgeBaseId": None}, "knowledgeBaseId"),
    ("an empty list", {"faqCollections": []}, "faqCollections"),
    ("a hole for a constant", {"voiceId": {"$env": "VOICE"}}, "voiceId"),
]


@pytest.mark.parametrize(("name", "other", "told"), DEFINITIONS, ids=[d[0] for d in DEFINITIONS])
def test_an_agent_that_differs_in_one_field_is_refused(
    name: str, other: dict[str, object], told: str
) -> None:
    right = program("clinic").groups[0].definition
    body = {**right.body, **other}
    refusals = program("clinic").refusals({}, replace(right, body=body))  # type: ignore[arg-type]
    assert len(refusals) == 2
    assert all(told in message for message in refusals.values()), refusals


@pytest.mark.parametrize(
    "config", [{"useGreenVideo": True}, {"videoPolicy": "deferred"}, {"functions": ["fn_a"]}]
)
def test_a_channel_that_differs_is_refused(config: dict[str, bool | str | list[str]]) -> None:
    right = program("clinic").groups[0].definition
    wrong = replace(right, channels={**right.channels, "webrtc": config})
    assert len(program("clinic").refusals({}, wrong)) == 1


def test_the_right_agent_is_accepted() -> None:
    right = program("clinic").groups[0].definition
    assert (
        program("clinic").refusals({}, AgentDefinition("k", "n", right.body, right.channels)) == {}
    )


def test_a_constant_that_another_file_imports_stays() -> None:
    text = (HERE / "programs" / "clinic.py").read_text(encoding="utf-8")
    files = {"clinic.py": text, "ward.py": "from clinic import VOICE\n\nprint(VOICE)\n"}
    assert 'VOICE = "marin"' in Program(files).edited["clinic.py"]
    without = edited("clinic")
    refusals = Program(files).refusals({"clinic.py": without})
    assert "`VOICE` changed and other files may use it" in refusals.values()


OWN_OBJECTS = """
import requests

from parts import SHARED

HEADERS = {{"X-Api-Key": "k"}}


def opened(user, extra):
    {before}
    return requests.post(
        "https://companion-api.napster.com/public/connections", headers=HEADERS, json=payload
    )
"""


@pytest.mark.parametrize(
    "line",
    [
        'SHARED["voice"] = "x"',
        'extra["companionId"] = "c"',
        'shared = SHARED\n    shared["a"] = 1',
        "extra.update(a=1)",
        'extra.tags["a"] = 1',
        "global seen\n    seen = user",
        'extra.setdefault("tags", {})["a"] = 1',
        'extra.setdefault("tags", {}).update(a=1)',
        'SHARED.pop("voice", None)',
        'shared = SHARED\n    shared.setdefault("tags", []).append(user)',
        'own = {"tags": SHARED}\n    own["tags"].update(a=1)',
        'own = {}\n    own.setdefault("tags", SHARED).update(a=1)',
    ],
)
def test_a_change_of_an_object_of_others_may_not_go(line: str) -> None:
    """Nothing may be taken for a part of the payload that other code can see."""
    payload = (
        'payload = {"companionId": "c", "providerConfig": {"voiceId": "v"}, '
        '"externalClientId": user}'
    )
    held = Program({"app.py": OWN_OBJECTS.format(before=f"{line}\n    {payload}")})
    honest = held.edited["app.py"]
    assert line in honest
    assert held.refusals({"app.py": honest.replace(f"    {line}\n", "")})


URL_HELPER = """
import requests

from journal import logged, wrote

BASE = "https://companion-api.napster.com"
SEEN = []


{helper}


def opened(user):
    return requests.post(
        _url("/public/connections"),
        json={{"companionId": "c", "providerConfig": {{"voiceId": "v"}}, "externalClientId": user}},
    )
"""


def request(text: str) -> Request:
    """The one request of such a program, its URL's edited part being the path."""
    call = next(
        n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and n.keywords and n.args
    )
    assert isinstance(call.args[0], ast.Call)
    url, body = call.args[0].args[0], call.keywords[0].value
    return Request((span("app.py", call),), span("app.py", url), span("app.py", body))


def residue(before: str) -> str | None:
    """What the proof says of a path that only changes where it is given to the helper."""
    body = '"companionId": "c", "providerConfig": {"voiceId": "v"}'
    after = before.replace('"/public/connections"', 'f"/public/agents/{AGENT_ID}/connections"')
    after = after.replace(body, '"channelType": "webrtc"').replace(
        "SEEN", 'AGENT_ID = "a"\nSEEN', 1
    )
    reference = AgentReference("literal", "AGENT_ID", "a")
    requests = ([request(before)], [request(after)])
    change = Change("app.py", before, after, *requests, [reference], Watch(), [])
    found = unexplained_change(change, lambda name: False)
    return None if found is None else found.why


def test_a_function_that_only_computes_the_url_may_get_another_path() -> None:
    helper = "def _url(path):\n    base = BASE.rstrip('/')\n    return f'{base}{path}'"
    text = URL_HELPER.format(helper=helper)
    assert residue(text) is None
    assert "agents/" in Program({"app.py": text}).edited["app.py"]


@pytest.mark.parametrize(
    "helper",
    [
        "def _url(path):\n    print(path)\n    return BASE + path",
        "def _url(path):\n    SEEN.append(path)\n    return BASE + path",
        "def _url(path):\n    SEEN[0:] = [path]\n    return BASE + path",
        "def _url(path):\n    global seen\n    seen = path\n    return BASE + path",
        "def _url(path):\n    if wrote(path):\n        return BASE + path\n    return BASE + path",
        "def _url(path):\n    said = wrote(path)\n    return BASE + path",
        "def _url(path):\n    def inner():\n        print(path)\n    inner()\n    return BASE + path",
        "def _url(path):\n    return BASE + (lambda: path if wrote(path) else path)()",
    ],
)
def test_a_function_that_does_more_with_the_path_may_not(helper: str) -> None:
    text = URL_HELPER.format(helper=helper)
    assert residue(text) == "_url() does more than compute the request"
    held = Program({"app.py": text})
    editor = TreeEditor(held.project, held.tree, Crew(held.project, held.tree, held.files))
    edits = editor.attempt(held.reading.sites, held.groups, held.references)
    assert edits.texts == {}


PASSED_ON = """
import requests


def opened(user, parts, other):
    payload = {"companionId": "c", "providerConfig": {"voiceId": "v"}, "initialSpeech": user}
    twin = {"tags": other}
    for part in parts:
        payload["tags"] = part
        twin["tags"] = part
    print(payload, twin)
    return requests.post("https://companion-api.napster.com/public/connections", json=payload)
"""


@pytest.mark.parametrize(
    "wrong",
    ['twin["tags"]', 'payload["initialSpeech"]', "part", 'payload["tags"]["tags"]', "other"],
)
def test_an_own_body_takes_what_varies_from_the_payload_alone(wrong: str) -> None:
    """Of a value that a loop changes, nothing but its place in the payload says what it is."""
    held = Program({"app.py": PASSED_ON})
    honest = held.edited["app.py"]
    assert honest.count('{"tags": payload["tags"]}') == 1
    text = honest.replace('{"tags": payload["tags"]}', f'{{"tags": {wrong}}}')
    assert held.refusals({"app.py": text})
