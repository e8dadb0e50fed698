"""`omniagents.toml`: what is written is read back exactly, and what people wrote is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from migrator.create.definitions_file import (
    definitions_in,
    read_definitions,
    with_definitions,
    write_definitions,
)
from migrator.model.agents import AgentDefinition
from migrator.model.errors import InputError
from migrator.model.json_types import Json

SUPPORT = AgentDefinition(
    "support",
    "Support",
    {
        "companionId": "comp_support",
        "voiceId": {"$env": "VOICE", "$default": "alloy"},
        "functions": ["fn_order_status", "fn_refund"],
        "providerSettings": {
            "instructions": 'You are Robin.\nSay "hello" first.\n',
            "temperature": 0.7,
            "turnDetection": {},
        },
    },
    {"webrtc": {"useGreenVideo": True}},
    ("app/voice.py:open_session",),
)
SALES = AgentDefinition("sales", "Sales", {"companionId": "comp_sales", "providerSettings": {}})

EXPECTED = '''\
[agents.support]
# Opens the sessions of app/voice.py:12
name = "Support"
call_sites = ["app/voice.py:open_session"]

[agents.support.body]
companionId = "comp_support"
voiceId = {"$env" = "VOICE", "$default" = "alloy"}
functions = ["fn_order_status", "fn_refund"]

[agents.support.body.providerSettings]
instructions = """
You are Robin.
Say "hello" first.
"""
temperature = 0.7
turnDetection = {}

[agents.support.channels.webrtc]
useGreenVideo = true
'''

EDITED = """\
# Ours. Ask Kim before changing voices.

[agents.support]   # front desk
# Opens the sessions of app/voice.py:12
name = 'Support'
call_sites = ["app/voice.py:open_session"]
# Order matters here.
body.functions = [
    "fn_order_status",  # first!
    "fn_refund",
]
body.companionId = "comp_support"
body.voiceId = { "$env" = "VOICE", "$default" = "alloy" }
body.providerSettings = { temperature = 0.7, turnDetection = {}, instructions = "You are Robin.\\nSay \\"hello\\" first.\\n" }
channels.webrtc.useGreenVideo = true

# Sells.
[agents.sales]
name = "Sales"
body.companionId = "comp_sales"
body.providerSettings = {}
"""


def test_a_new_file_reads_like_this() -> None:
    text = with_definitions("", [SUPPORT], {"support": ["app/voice.py:12"]})

    assert text.endswith(f"\n\n{EXPECTED}")
    assert text.startswith("# The agents of this project.")


def test_people_may_write_it_their_way() -> None:
    assert definitions_in(EDITED) == [SUPPORT, SALES]


def test_equal_definitions_leave_every_byte() -> None:
    assert with_definitions(EDITED, [SUPPORT, SALES]) == EDITED


def test_a_changed_value_changes_its_line_alone() -> None:
    text = with_definitions("", [SUPPORT, SALES]).replace(
        "temperature = 0.7", "temperature = 0.7  # Kim likes it warm"
    )
    settings = SUPPORT.body["providerSettings"]
    assert isinstance(settings, dict)
    warmer = {**SUPPORT.body, "providerSettings": {**settings, "temperature": 0.9}}

    changed = with_definitions(
        text, [AgentDefinition("support", "Support", warmer, SUPPORT.channels, SUPPORT.call_sites)]
    )

    assert changed == text.replace("temperature = 0.7", "temperature = 0.9")


def test_comments_around_removed_and_added_sections_survive() -> None:
    text = with_definitions("", [SUPPORT, SALES]).replace(
        "[agents.sales]", "# Sells.\n[agents.sales]"
    )
    changed = AgentDefinition(
        "support", "Front desk", {**SUPPORT.body, "tags": {"team": "a"}}, {}, SUPPORT.call_sites
    )

    after = with_definitions(text, [changed])

    assert definitions_in(after) == [changed, SALES]
    assert "# Sells.\n[agents.sales]" in after
    assert after.startswith(text[:100])


def test_a_table_spread_over_the_file_is_still_changed_right() -> None:
    spread = """\
[agents.a]
name = "A"
[agents.b]
name = "B"
body.x = 1
[agents.a.body]
x = 1
"""
    changed = AgentDefinition("a", "A", {"x": 2, "y": {"z": 1}})

    after = with_definitions(spread, [changed])

    assert {d.key: d.body for d in definitions_in(after)} == {"a": changed.body, "b": {"x": 1}}


def test_a_file_with_windows_line_endings_keeps_its_text(tmp_path: Path) -> None:
    path = tmp_path / "omniagents.toml"
    windows = EDITED.replace("\n", "\r\n").encode()
    path.write_bytes(windows)

    write_definitions(tmp_path, [SUPPORT])
    assert path.read_bytes() == windows

    assert read_definitions(tmp_path) == [SUPPORT, SALES]


def test_no_file_means_no_definitions(tmp_path: Path) -> None:
    assert read_definitions(tmp_path) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[agents.a]\nname = \n", r"omniagents\.toml:2: not TOML"),
        ("[agents.a]\nname = 'x'\nname = 'y'\n", r"omniagents\.toml:3: not TOML"),
        ("[agents.a\n", r"omniagents\.toml:1: not TOML"),
        ("agents = 3\n", "one table an agent"),
        ("[agents]\na = 1\n", r"agents\.a must be a table"),
        ("[agents.a]\nname = 'A'\n", r"agents\.a\.body must be a table"),
        ("[agents.a]\nbody = {}\n", r"agents\.a\.name must be a text"),
        ("[agents.a]\nname = 'A'\nbody = {}\nvoice = 'x'\n", r"agents\.a\.voice is not known"),
        ("[agents.a]\nname = 'A'\nbody = {}\ncall_sites = [1]\n", "array of texts"),
        (
            "[agents.a]\nname = 'A'\nbody = {t = 2026-01-01}\n",
            r"agents\.a\.body: .*put it in quotes",
        ),
        ("[agents.a]\nname = 'A'\nbody = {t = inf}\n", "not a number"),
    ],
)
def test_a_broken_file_is_named_with_the_place(text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        definitions_in(text)


def test_a_broken_file_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "omniagents.toml"
    path.write_text("[agents.a\n")

    with pytest.raises(InputError):
        write_definitions(tmp_path, [SUPPORT])

    assert path.read_text() == "[agents.a\n"


keys = st.text(min_size=1, max_size=8).filter(lambda key: not key.startswith("$"))
texts = st.text() | st.text(alphabet='ab\n\r\t"\\ \x00\x7f\u2028') | st.just("\n'''\n\"\"\"\n")
scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | texts
    | st.floats(allow_nan=False, allow_infinity=False)
)
holes = st.builds(
    lambda name, default: {"$env": name, "$default": default}, st.text(min_size=1), scalars
) | st.builds(lambda parts: {"$text": [*parts, {"$env": "X"}]}, st.lists(texts, max_size=2))
values: st.SearchStrategy[Json] = st.recursive(
    scalars | holes,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)
objects = st.dictionaries(keys, values, max_size=4)
definitions = st.lists(
    st.builds(
        AgentDefinition,
        key=keys,
        name=st.text(min_size=1),
        body=objects,
        channels=st.dictionaries(keys, objects, max_size=2),
        call_sites=st.lists(st.text(), max_size=3).map(tuple),
    ),
    unique_by=lambda definition: definition.key,
    max_size=3,
)


@settings(max_examples=60, deadline=None)
@given(definitions)
def test_what_is_written_is_read_back(written: list[AgentDefinition]) -> None:
    text = with_definitions("", written)

    read = definitions_in(text)

    assert {d.key: d.identity for d in read} == {d.key: d.identity for d in written}
    assert {d.key: (d.name, d.call_sites) for d in read} == {
        d.key: (d.name, d.call_sites) for d in written
    }
    assert with_definitions(text, written) == text


@settings(max_examples=60, deadline=None)
@given(definitions, st.data())
def test_any_definition_can_become_any_other(
    before: list[AgentDefinition], data: st.DataObject
) -> None:
    after = [
        AgentDefinition(d.key, d.name, data.draw(objects), d.channels, d.call_sites) for d in before
    ]

    text = with_definitions(with_definitions("", before), after)

    assert {d.key: d.identity for d in definitions_in(text)} == {d.key: d.identity for d in after}
