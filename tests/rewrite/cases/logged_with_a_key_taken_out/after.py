import logging

import requests

SUPPORT_AGENT_ID = "agent_7f3c"

URL = f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections"


def connect(user, plain):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "v"},
        "language": "en",
        "tags": {"app": "web"},
        "externalClientId": user,
    }
    payload.pop("language", None)
    if plain:
        del payload["tags"]
    logging.info("Opening %s", payload)
    return requests.post(
        URL,
        json={
            "channelType": "webrtc",
            "externalClientId": user,
            **({"tags": payload["tags"]} if "tags" in payload else {}),
        },
    )
