"""Agents are named after the code that opens them, in whole words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from migrator.plan.naming import agent_key, words
from tests.rewrite.sites import site_edits


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("open_reception", "reception"),
        ("ask_contextual_rerank_tool_twice", "ask_contextual_rerank"),
        ("a" * 30, "a" * 24),
    ],
)
def test_a_long_name_keeps_whole_words(name: str, key: str) -> None:
    text = (
        f"def {name}(user):\n"
        '    requests.post("https://companion-api.napster.com/public/connections", json={})\n'
    )
    (edit,) = site_edits("main.py", text)
    assert (
        agent_key([replace(edit.site, function=name)], None, ((), True), lambda key: False) == key
    )


def test_a_companion_whose_name_looks_random_names_no_agent() -> None:
    text = 'requests.post("https://companion-api.napster.com/public/connections", json={})\n'
    (edit,) = site_edits("main.py", text)
    assert agent_key([edit.site], "comp_8f2a", ((), True), lambda key: False) == "webrtc"
    assert agent_key([edit.site], "comp_front_desk", ((), True), lambda key: False) == "front_desk"


@pytest.mark.parametrize(
    ("identifier", "told"),
    [("open_it", []), ("öffneSitzung", ["offne", "sitzung"]), ("подключить_desk", ["desk"])],
)
def test_words_are_told_in_plain_letters(identifier: str, told: list[str]) -> None:
    assert words(identifier) == told
