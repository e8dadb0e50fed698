"""Generated programs, run before and after their edit: the same session, nothing else changed."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from migrator.rewrite.editor import edit_file
from tests.rewrite.sites import PACK, Case, site_edits

AGENT_ID = "agent_7f3c"
HOST = "https://companion-api.napster.com"
KEPT = {rule.source_path[0] for rule in PACK.fields if rule.scope == "session"}

URLS = {
    "literal": ("", f'"{HOST}/public/connections"'),
    "f-string": (f'BASE = "{HOST}"', 'f"{BASE}/public/connections"'),
    "sum": (f'BASE = "{HOST}"', "BASE + '/public/connections'"),
    "format": (f'BASE = "{HOST}"', '"{}/public/connections".format(BASE)'),
    "percent": (f'BASE = "{HOST}"', '"%s/public/connections" % BASE'),
    "tuple": (f'BASE = "{HOST}"', '"%s/%s/connections" % (BASE, "public")'),
    "constant": (f'URL = "{HOST}" "/public/connections"', "URL"),
    "path": (f'BASE = "{HOST}"\nPATH = "/public/connections"', 'f"{BASE}{PATH}"'),
    "websocket": (f'BASE = "{HOST}/public/"', 'BASE + "ws-connections"'),
}
VALUES = {
    "companionId": ['"comp_a"', "COMPANION"],
    "providerConfig": ['{"voiceId": "v"}', 'dict(voiceId="v")', "config"],
    "language": ['"en"', "language"],
    "functions": ["FUNCTIONS", '["fn_1", *FUNCTIONS]'],
    "disableIdleTimeout": ["True"],
    "externalClientId": ["user", "user.strip()", '"u1"'],
    "externalClientProfile": ["profile", '{"name": user}'],
    "tags": ['{"app": "web"}', "TAGS"],
    "initialSpeech": ['f"Hello {user}!"', '"Hi"'],
}
HEAD = """import json
import requests

COMPANION = "comp_b"
FUNCTIONS = ["fn_2"]
TAGS = {"app": "kiosk"}
BASIC = {"companionId": "comp_c", "language": "en"}
MIXED = {"companionId": "comp_c", "tags": {"app": "shop"}}
"""
OTHER_USES = ["", "", "", "seen.append(json.dumps(payload))", "seen.append(sorted(payload))"]


@st.composite
def entries(draw: st.DrawFn) -> list[tuple[str, str]]:
    keys = draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=6))
    return [(key, draw(st.sampled_from(VALUES[key]))) for key in keys]


@st.composite
def displays(draw: st.DrawFn) -> str:
    chosen = draw(entries())
    parts = [f'"{key}": {value}' for key, value in chosen]
    spread = draw(
        st.sampled_from(["", "", "**BASIC", "**MIXED", "**({'tags': TAGS} if user else {})"])
    )
    parts = [spread, *parts] if spread else parts
    style = draw(st.sampled_from(["line", "rows", "rows and comments", "call", "union"]))
    if style == "line":
        return f"{{{', '.join(parts)}}}"
    if style == "call" and not spread:
        return f"dict({', '.join(f'{key}={value}' for key, value in chosen)})"
    if style == "union":
        return f"{{{', '.join(parts[:1])}}} | {{{', '.join(parts[1:])}}}"
    comment = "  # why" if style == "rows and comments" else ""
    above = "        # next\n" if style == "rows and comments" else ""
    rows = "".join(f"{above}        {part},{comment}\n" for part in parts)
    return f"{{\n{rows}    }}"


@st.composite
def statements(draw: st.DrawFn) -> list[str]:
    lines: list[str] = []
    for key, value in draw(entries()):
        form = draw(st.sampled_from(["set", "update", "keyword", "default", "if", "else", "merge"]))
        setting = f'payload["{key}"] = {value}'
        lines += {
            "set": [setting],
            "update": [f'payload.update({{"{key}": {value}}})'],
            "keyword": [f"payload.update({key}={value})"],
            "default": [f'payload.setdefault("{key}", {value})'],
            "if": ["if profile:", f"    {setting}"],
            "else": ["if not profile:", '    payload["tags"] = TAGS', "else:", f"    {setting}"],
            "merge": [f'payload |= {{"{key}": {value}}}'],
        }[form]
        if draw(st.booleans()):
            lines.append("")
    return lines


@st.composite
def programs(draw: st.DrawFn) -> str:
    setup, url = URLS[draw(st.sampled_from(sorted(URLS)))]
    first = f"payload = {draw(displays())}"
    body = [first, *draw(statements()), draw(st.sampled_from(OTHER_USES))]
    sent = draw(st.sampled_from(["json=payload", "data=json.dumps(payload).encode()"]))
    if draw(st.booleans()):
        body.append(f"url = {url}")
        url = "url"
    lines = [
        'language = "fr"',
        'config = {"voiceId": "v2"}',
        'config["settings"] = {"temperature": 0.5}',
        *body,
        f"return requests.post({url}, {sent})",
    ]
    function = "".join(f"    {line}\n" if line else "\n" for line in lines)
    return f"{HEAD}{setup}\n\n\ndef connect(user, profile=None):\n{function}"


def run(text: str, profile: dict[str, str] | None) -> tuple[list[Any], list[Any]]:
    """What the program posts (URL and body), and what its other statements saw."""
    sent: list[Any] = []
    seen: list[Any] = []

    def post(url: str, json: object = None, data: bytes = b"") -> None:
        sent.append((url, json_of(data) if json is None else json))

    def json_of(data: bytes) -> object:
        loaded: object = json.loads(data)
        return loaded

    scope: dict[str, Any] = {"seen": seen}
    program = text.replace("import requests\n", "")
    scope["requests"] = SimpleNamespace(post=post)
    exec(compile(program, "app.py", "exec"), scope)
    scope["connect"]("ann", profile)
    return sent, seen


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(program=programs())
def test_the_edited_program_opens_the_same_session(program: str) -> None:
    before = {flag: run(program, {"name": "Ann"} if flag else None) for flag in (True, False)}
    edits = site_edits("app.py", program, Case(url=HOST + _path(program)))
    assume(edits)
    result = edit_file("app.py", program, edits, PACK, lambda name: False)
    assert not result.refused
    for flag, ((url, body), *_), seen in ((f, *b) for f, b in before.items()):
        ((new_url, new_body), *_), new_seen = run(result.text, {"name": "Ann"} if flag else None)
        channel = "websocket" if url.endswith("/ws-connections") else "webrtc"
        assert new_url == f"{HOST}/public/agents/{AGENT_ID}/connections"
        kept = {key: value for key, value in body.items() if key in KEPT}
        assert new_body == {"channelType": channel, **kept}
        assert new_seen == seen


def _path(program: str) -> str:
    return "/public/ws-connections" if "ws-connections" in program else "/public/connections"


@pytest.mark.parametrize("url", sorted(URLS))
def test_every_way_to_write_the_url_is_edited(url: str) -> None:
    setup, expression = URLS[url]
    program = f"{HEAD}{setup}\n\ndef connect(user, profile):\n    requests.post({expression}, json={{}})\n"
    edits = site_edits("app.py", program, Case(url=HOST + _path(program)))
    result = edit_file("app.py", program, edits, PACK, lambda name: False)
    assert not result.refused
    ((sent_to, _),), _ = run(result.text, None)
    assert sent_to == f"{HOST}/public/agents/{AGENT_ID}/connections"
