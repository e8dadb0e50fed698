import os as _os
import requests

KEY = _os.environ["KEY"]
SUPPORT_AGENT_ID = _os.environ["SUPPORT_AGENT_ID"]


def connect(user):
    return requests.post(
        f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections",
        headers={"X-Api-Key": KEY},
        json={"channelType": "webrtc"},
    )
