from os import environ

import requests

SUPPORT_AGENT_ID = environ["SUPPORT_AGENT_ID"]


def connect(user):
    return requests.post(
        f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections",
        headers={"X-Api-Key": environ["KEY"]},
        json={"channelType": "webrtc"},
    )
