"""The file likes double quotes, this dict doesn't: the new entry follows the dict."""

import logging
import os

import httpx

BASE_URL = "https://companion-api.napster.com"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
SUPPORT_AGENT_ID = "agent_7f3c"
log = logging.getLogger("reception")


def open_session(caller):
    body = {
        'channelType': 'webrtc',
        'externalClientId': caller,
    }
    log.info("opening for %s", caller)
    return httpx.post(f"{BASE_URL}/public/agents/{SUPPORT_AGENT_ID}/connections", headers=HEADERS, json=body)
