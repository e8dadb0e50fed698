import httpx

SUPPORT_AGENT_ID = "agent_7f3c"


class Client:
    """Talks to the API."""

    BASE = "https://companion-api.napster.com"
    CONNECTIONS = BASE + f"/public/agents/{SUPPORT_AGENT_ID}/connections"

    def open(self, user):
        return httpx.post(self.CONNECTIONS, json={"channelType": "webrtc", "externalClientId": user})
