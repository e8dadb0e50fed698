"""Wrong edits of `programs/clinic.py`, each a lie that an editor with a bug could tell.

A row is: what is wrong, what the proof says (in part), and replacements in the honestly edited text.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wrong:
    name: str
    reason: str
    changes: tuple[tuple[str, str], ...]

    def applied(self, text: str) -> str:
        for old, new in self.changes:
            assert old in text, f"{self.name}: {old!r} is not in the edited text"
            text = text.replace(old, new, 1)
        return text


USER = '        "externalClientId": user_id,\n'
SPEECH = '        "initialSpeech": visitor.greeting,\n'
TAGS = '"tags": {"ticket": number, "place": place, "app": "web"}'
PROFILE = '    if profile:\n        payload["externalClientProfile"] = profile\n'
REFERENCE = 'CLINIC_AGENT_ID = "(known after apply: clinic)"'
URL = 'f"{BASE}/public/agents/{CLINIC_AGENT_ID}/connections"'
VIDEO = '"channelType": "webrtc"'
CHAT = '"channelType": "websocket"'
OPENED = '    audit("opening")\n'


def _row(name: str, reason: str, *changes: tuple[str, str]) -> Wrong:
    return Wrong(name, reason, changes)


WRONG_REQUESTS = [
    _row("session field dropped", "externalClientId would not be", (USER, "")),
    _row("other session field dropped", "initialSpeech would not be", (SPEECH, "")),
    _row("conditional field dropped", "externalClientProfile would not be", (PROFILE, "")),
    _row(
        "conditional field sent always",
        "externalClientProfile would not be",
        (PROFILE, '    payload["externalClientProfile"] = profile\n'),
    ),
    _row(
        "condition inverted",
        "externalClientProfile would not be",
        ("    if profile:", "    if not profile:"),
    ),
    _row(
        "field under another condition",
        "externalClientProfile would not be",
        ("    if profile:", "    if extra:"),
    ),
    _row(
        "unconditional field under a condition",
        "tags would not be",
        (f"        {TAGS},\n", ""),
        (PROFILE, f"{PROFILE}    if profile:\n        payload[{TAGS[:6]}] = {TAGS[8:]}\n"),
    ),
    _row("agent field kept", "still sends companionId", (VIDEO, f'{VIDEO}, "companionId": "c"')),
    _row("agent field kept below", "still sends", (VIDEO, f'{VIDEO}, "providerConfig": {{"voiceId": "v"}}')),
    _row("unknown field sent", "more", (VIDEO, f'{VIDEO}, "more": 1')),
    _row("wrong channel", "channelType", (VIDEO, CHAT)),
    _row("no channel", "channelType", (f"        {VIDEO},\n", "")),
    _row("channels swapped", "channelType", (VIDEO, "«»"), (CHAT, VIDEO), ("«»", CHAT)),
    _row("value from another variable", "externalClientId would", (USER, USER.replace("user_id", "extra"))),
    _row("value turned into text", "externalClientId would", (USER, USER.replace("user_id", "str(user_id)"))),
    _row("value hashed", "externalClientId would", (USER, USER.replace("user_id", "hash(user_id)"))),
    _row("values swapped", "tags would not be", ('number, "place": place', 'place, "place": number')),
    _row("a tag dropped", "tags would not be", (', "app": "web"', "")),
    _row("a tag added", "tags would not be", (', "app": "web"', ', "app": "web", "by": "x"')),
    _row("a tag changed", "tags would not be", ('"app": "web"', '"app": "Web"')),
    _row("nothing sent", "body", ("        json=payload,\n", "")),
    _row("sent as a form", "", ("        json=payload,\n", "        data=payload,\n")),
    _row("another dict sent", "", ("        json=payload,\n", "        json=extra,\n")),
    _row("old endpoint", "not seen to open a session", (URL, 'f"{BASE}/public/connections"')),
    _row("id missing from the URL", "1 are found", (URL, 'f"{BASE}/public/agents/connections"')),
    _row("another agent's id", "1 are found", (URL, URL.replace("CLINIC_AGENT_ID", "OTHER"))),
    _row("id written out", "not seen to use the agent's id", (URL, 'f"{BASE}/public/agents/agent_1/connections"')),
    _row("name instead of its value", "not seen to use", (URL, 'BASE + "/public/agents/CLINIC_AGENT_ID/connections"')),
    _row("f missing", "", (URL, URL[1:])),
    _row("braces doubled", "not seen", (URL, URL.replace("{CLINIC_AGENT_ID}", "{{CLINIC_AGENT_ID}}"))),
    _row("another base URL", "base URL", (URL, URL.replace("BASE", "OTHER"))),
    _row("host written out", "base URL", (URL, URL.replace("{BASE}", "https://companion-api.napster.com"))),
    _row("another host", "", (URL, URL.replace("{BASE}", "https://evil.example"))),
    _row("a query added", "1 are found", (URL, URL.replace("connections", "connections?v=1"))),
    _row("a longer path", "1 are found", (URL, URL.replace("connections", "connections/new"))),
    _row("GET", "", ("response = requests.post(", "response = requests.get(")),
    _row("another client", "", ("response = requests.post(", "response = HTTP.post(")),
    _row("another key", "key", ("        headers=HEADERS,\n", '        headers={"X-Api-Key": extra, "X-API-Version": "2"},\n')),
    _row("no key", "key", ("        headers=HEADERS,\n", "")),
]  # fmt: skip

WRONG_ELSEWHERE = [
    _row("header dropped", "`HEADERS` is built differently", (', "X-API-Version": "2"', "")),
    _row("header changed", "`HEADERS` is built differently", ('"X-API-Version": "2"', '"X-API-Version": "3"')),
    _row("timeout changed", "changed too", ("timeout=10", "timeout=30")),
    _row("timeout dropped", "changed too", ("        timeout=10,\n", "")),
    _row("argument added", "changed too", ("timeout=10", "timeout=10, verify=False")),
    _row("another call's timeout", "changed too", ("timeout=5", "timeout=50")),
    _row("logged payload reduced", "", ('        "companionId": "comp_nurse",\n', "")),
    _row("logged payload changed later", "", ("    audit(\"chat\"", "    payload.clear()\n    audit(\"chat\"")),
    _row("returned payload changed", "", ('"modality": "text",\n    }\n', '"modality": "text",\n    }\n    payload.pop("language")\n')),
    _row("body logged instead of payload", "changed too", ('log.info("sending %s", payload)', 'log.info("sending")')),
    _row("return value changed", "changed too", ("return reply.json(), payload", "return reply.json()")),
    _row("effect removed", "changed too", (OPENED, "")),
    _row("effect doubled", "changed too", (OPENED, OPENED * 2)),
    _row("effects reordered", "changed too", (OPENED + "    desk.greet()\n", "    desk.greet()\n" + OPENED)),
    _row("effect into a condition", "changed too", (OPENED, '    if profile:\n        audit("opening")\n')),
    _row("effect out of a condition", "changed too", ('        raise RuntimeError(response.text)\n', '        pass\n    raise RuntimeError(response.text)\n')),
    _row("effect in the new body", "changed too", (USER, '        "externalClientId": [user_id, audit("x")][0],\n')),
    _row("effect in the new URL", "", (URL, 'f"{BASE}/public/agents/{CLINIC_AGENT_ID}/connections" if audit("x") else OTHER')),
    _row("read after it was changed", "", (SPEECH, ""), ('    with open("log.txt"', '    payload["initialSpeech"] = visitor.greeting\n    with open("log.txt"')),
    _row("drawn in another order", "tags would not be", ("    number = next_ticket()\n    place = next_ticket()\n", "    place = next_ticket()\n    number = next_ticket()\n")),
    _row("drawn once for both", "", ("place = next_ticket()", "place = number")),
    _row("variable rebound before the call", "", (OPENED, OPENED + "    user_id = user_id.lower()\n")),
    _row("condition's variable rebound", "", ("    if profile:\n", "    profile = profile or extra\n    if profile:\n")),
    _row("response renamed", "`response` is built differently", ("    response = requests.post(", "    answer = response = requests.post(")),
    _row("import removed that is used", "", ("import time\n", "")),
    _row("import removed that was unused", "", ("from audit import audit, next_ticket", "from audit import audit, next_ticket, more")),
    _row("import replaced", "", ("import json\n", "import ujson as json\n")),
    _row("constant changed", "", ("LIMIT = 3", "LIMIT = 4")),
    _row("constant removed that is used", "", ("LIMIT = 3\n", "")),
    _row("unused constant removed", "no edited call needs", ('OTHER = "https://companion-api.napster.com"\n', "")),
    _row("constant added", "", ("LIMIT = 3\n", "LIMIT = 3\nMORE = 4\n")),
    _row("default argument changed", "changed too", ("pause=0.5", "pause=0.6")),
    _row("mutable default changed", "changed too", ('tags={"a": 1}', "tags={}")),
    _row("decorator removed", "changed too", ("@retry(count=2)\n", "")),
    _row("decorator's argument changed", "changed too", ("@retry(count=2)", "@retry(count=3)")),
    _row("except clause widened", "changed too", ("(OSError, ValueError)", "Exception")),
    _row("with item removed", "changed too", ('    with open("log.txt", "a") as file:\n        file.write', "    if True:\n        file.write")),
    _row("operator changed", "`total` is built differently", ("total += len(desk)", "total -= len(desk)")),
    _row("comparison changed", "changed too", ("LIMIT > 2", "LIMIT >= 2")),
    _row("string changed", "changed too", ('"chat" if night', '"chats" if night')),
    _row("docstring changed", "changed too", ("Open the visitor's video session.", "Open a session.")),
    _row("nested function changed", "changed too", ("return function(*given)", "return function(*given[1:])")),
    _row("lambda changed", "changed too", ("x + 1", "x + 2")),
    _row("class attribute changed", "`floor` changed and no edited call", ("floor = 1", "floor = 2")),
    _row("method removed", "changed too", ("        self.seen = 0\n", "")),
    _row("annotation of a parameter changed", "changed too", ("visitor, profile", "visitor: object, profile")),
    _row("annotation of the payload changed", "annotation", ("payload: dict[str, object]", "payload: dict[str, str]")),
    _row("return annotation changed", "changed too", (") -> dict:", ") -> list:")),
    _row("parameter renamed", "", ("def open_chat(user_id", "def open_chat(user")),
    _row("function renamed", "", ("def open_chat", "def open_text")),
    _row("function doubled", "", ("def close(", "def close(x): ...\n\n\ndef close(")),
    _row("global added", "", (OPENED, "    global BASE\n" + OPENED)),
    _row("name deleted", "", ("    return response.json()\n", "    del payload\n    return response.json()\n")),
    _row("name shadowed", "", ('    desk = Desk("front")\n', '    desk = Desk("front")\n    HEADERS = {}\n')),
    _row("builtin shadowed", "", ("LIMIT = 3\n", "LIMIT = 3\nlen = max\n")),
    _row("statement after return", "", ("    return response.json()\n", "    return response.json()\n    audit('x')\n")),
    _row("call retried", "", ("    response = requests.post(", "    requests.post(OTHER, json={})\n    response = requests.post(")),
    _row("encoding line changed", "encoding", ("coding: utf-8", "coding: latin-1")),
    _row("interpreter line changed", "first line", ("#!/usr/bin/env python", "#!/usr/bin/python2")),
    _row("broken syntax", "", ("def close(", "def close((")),
    _row("async added", "", ("def open_chat", "async def open_chat")),
]  # fmt: skip

WRONG_REFERENCES = [
    _row("reference has another value", "", (REFERENCE, 'CLINIC_AGENT_ID = "agent_x"')),
    _row("reference defined twice", "once", (REFERENCE, f"{REFERENCE}\n{REFERENCE}")),
    _row("reference rebound below", "", ("def close(", 'CLINIC_AGENT_ID = "agent_x"\n\n\ndef close(')),
    _row("reference rebound in a function", "", (OPENED, f"{OPENED}    {REFERENCE}\n")),
    _row("reference rebound by global", "", ('    total = 0\n', '    global CLINIC_AGENT_ID\n    CLINIC_AGENT_ID = ""\n    total = 0\n')),
    _row("reference missing", "", (f"{REFERENCE}\n", "")),
    _row("reference below its use", "", (f"{REFERENCE}\n", ""), ("def close(", f"{REFERENCE}\n\n\ndef close(")),
    _row("reference under a condition", "", (REFERENCE, f"if LIMIT:\n    {REFERENCE}")),
    _row("reference with an annotation", "", (REFERENCE, REFERENCE.replace(" =", ": str ="))),
    _row("reference chained", "", (REFERENCE, REFERENCE.replace(" = ", " = MORE = "))),
    _row("reference from the environment", "", (REFERENCE, 'CLINIC_AGENT_ID = os.environ["CLINIC_AGENT_ID"]')),
    _row("reference with a default", "", (REFERENCE, 'CLINIC_AGENT_ID = os.getenv("X", "(known after apply: clinic)")')),
    _row("reference is a parameter", "", ("def close(session_id", "def close(CLINIC_AGENT_ID, session_id")),
    _row("reference used elsewhere", "", ('audit("chat" if', 'audit(CLINIC_AGENT_ID if')),
]  # fmt: skip

WRONG_EDITS = [*WRONG_REQUESTS, *WRONG_ELSEWHERE, *WRONG_REFERENCES]
