import requests

SUPPORT_AGENT_ID = "agent_7f3c"

URL = f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections"


class Concierge:
    DEFAULTS = {"companionId": "comp_a", "providerConfig": {"voiceId": "v"}}

    def connect(self, user):
        payload = {"channelType": "webrtc"}
        payload["externalClientId"] = user
        return requests.post(URL, json=payload)
