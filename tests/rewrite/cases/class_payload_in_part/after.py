import httpx

SUPPORT_AGENT_ID = "agent_7f3c"

URL = f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections"


class Concierge:
    TEMPLATE = {"companionId": "comp_a", "providerConfig": {"voiceId": "v"}, "initialSpeech": "Hi!"}

    def connect(self, user):
        return httpx.post(URL, json={"channelType": "webrtc", "initialSpeech": "Hi!", "externalClientId": user})

    def describe(self):
        return sorted(self.TEMPLATE)
