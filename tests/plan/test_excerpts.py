"""Each call shows the changes that it is about, and no other call's."""

from __future__ import annotations

from migrator.model.values import Span
from migrator.plan.document import column_of
from migrator.plan.excerpts import source_lines, texts_by_site

BEFORE = '''import requests

BASE = "https://companion-api.napster.com"
# How the desk sounds.
DESK_VOICE = "marin"
SHOP = {
    "companionId": "comp_shop",
}


def desk(user):
    body = {"voiceId": DESK_VOICE, "externalClientId": user}
    return requests.post(BASE + "/public/connections", json=body)


class Shop:
    """Sells."""

    def open(self, user):
        return requests.post(BASE + "/public/connections", json={**SHOP, "user": user})
'''
AFTER = '''import requests

BASE = "https://companion-api.napster.com"
DESK_AGENT_ID = "a1"
SHOP_AGENT_ID = "a2"


def desk(user):
    body = {"channelType": "webrtc", "externalClientId": user}
    return requests.post(BASE + f"/public/agents/{DESK_AGENT_ID}/connections", json=body)


class Shop:
    """Sells."""

    def open(self, user):
        return requests.post(BASE + f"/public/agents/{SHOP_AGENT_ID}/connections", json={"user": user})
'''
DESK, OPEN = Span("app.py", 13, 11, 13, 60), Span("app.py", 20, 15, 20, 90)


def test_a_call_shows_its_function_its_reference_and_what_only_it_used() -> None:
    desk, shop = texts_by_site(BEFORE, AFTER, [[DESK], [OPEN]])
    assert "DESK_AGENT_ID" in desk
    assert "DESK_VOICE" not in desk
    assert "How the desk sounds" not in desk
    assert "SHOP_AGENT_ID" not in desk
    assert '"companionId": "comp_shop",' in desk
    assert "SHOP_AGENT_ID" in shop
    assert "comp_shop" not in shop
    assert 'DESK_VOICE = "marin"' in shop
    assert '{"voiceId": DESK_VOICE, "externalClientId": user}' in shop


def test_the_only_call_of_a_file_shows_every_change() -> None:
    before = BEFORE.partition("\n\nclass")[0]
    after = AFTER.partition("\n\nclass")[0]
    assert source_lines(texts_by_site(before, after, [[DESK]])[0]) == source_lines(after)


def test_changes_that_belong_to_no_call_are_shown_with_all() -> None:
    after = AFTER.replace('"""Sells."""', '"""Sells more."""')
    assert all("Sells more" in text for text in texts_by_site(BEFORE, after, [[DESK], [OPEN]]))


def test_two_calls_of_one_function_show_the_same() -> None:
    one, other = texts_by_site(BEFORE, AFTER, [[DESK], [DESK]])
    assert one == other


def test_columns_count_characters() -> None:
    text = 'grüße = "ä"; requests.post()\n'
    assert column_of(text, Span("a.py", 1, text.encode().index(b"requests"), 1, 0)) == 14


def test_lines_end_where_python_ends_them() -> None:
    assert source_lines("a\r\nb\x0cc\rd\u2028e\n") == ["a", "b\x0cc", "d\u2028e"]
