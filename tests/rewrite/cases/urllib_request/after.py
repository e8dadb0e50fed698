import json
import urllib.request

BASE = "https://companion-api.napster.com"
KEY = "k"
SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user_id):
    payload = {
        "channelType": "webrtc",
        "externalClientId": user_id,
    }
    data = json.dumps(payload).encode("utf-8")
    request = urllib.request.Request(
        BASE + f"/public/agents/{SUPPORT_AGENT_ID}/connections",
        data=data,
        headers={"X-Api-Key": KEY, "Content-Type": "application/json"},
        method="POST",
    )
    with urllib.request.urlopen(request) as response:
        return json.load(response)
