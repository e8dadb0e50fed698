#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Sessions of the clinic."""

import json
import logging
import os
import time

import requests

from audit import audit, next_ticket

BASE = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
OTHER = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"], "X-API-Version": "2"}
VOICE = "marin"
LIMIT = 3
DESKS = ("front", "ward")
FIRST, SECOND = next_ticket(), next_ticket()

log = logging.getLogger(__name__)


class Desk:
    """Where a visitor stands."""

    floor = 1

    def __init__(self, name: str) -> None:
        self.name = name
        self.seen = 0

    def greet(self) -> str:
        self.seen += 1
        return f"{self.name} {self.seen}"


def retry(count=LIMIT, pause=0.5):
    def around(function):
        def inner(*given):
            for attempt in range(count):
                try:
                    return function(*given)
                except (OSError, ValueError):
                    if attempt == count - 1:
                        raise
                    time.sleep(pause)
            return None

        return inner

    return around


@retry(count=2)
def open_session(user_id: str, visitor, profile: dict | None = None, extra=None) -> dict:
    """Open the visitor's video session."""
    desk = Desk("front")
    number = next_ticket()
    place = next_ticket()
    payload: dict[str, object] = {
        "companionId": "comp_nurse",
        "language": "English",
        "functions": ["fn_a", "fn_b"],
        "providerConfig": {"voiceId": VOICE, "settings": {"temperature": 0.3}},
        "externalClientId": user_id,
        "initialSpeech": visitor.greeting,
        "tags": {"ticket": number, "place": place, "app": "web"},
    }
    if profile:
        payload["externalClientProfile"] = profile
    audit("opening")
    desk.greet()
    visitor.greeting = "none"
    with open("log.txt", "a") as file:
        file.write(desk.name)
    response = requests.post(
        f"{BASE}/public/connections",
        headers=HEADERS,
        json=payload,
        timeout=10,
    )
    if response.status_code != 200 and LIMIT > 2:
        raise RuntimeError(response.text)
    log.info("opened %s", user_id)
    return response.json()


def open_chat(user_id: str, night: bool):
    """A text session; what is sent is also kept."""
    payload = {
        "companionId": "comp_nurse",
        "language": "English",
        "functions": ["fn_a", "fn_b"],
        "providerConfig": {"voiceId": "marin", "settings": {"temperature": 0.3}},
        "externalClientId": user_id,
        "modality": "text",
    }
    log.info("sending %s", payload)
    reply = requests.post(BASE + "/public/ws-connections", headers=HEADERS, json=payload)
    audit("chat" if night else "day")
    return reply.json(), payload


def close(session_id: str) -> int:
    url = f"{BASE}/public/connections/{session_id}"
    answer = requests.delete(url, headers=HEADERS, timeout=5)
    total = 0
    for desk in DESKS:
        total += len(desk)
    return answer.status_code if answer.ok else -total


def dump(path, tags={"a": 1}):
    with open(path, "w") as file:
        json.dump(tags, file)
    return lambda x: x + 1
