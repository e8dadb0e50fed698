import httpx

SUPPORT_AGENT_ID = "agent_7f3c"


class Sessions:
    def __init__(self, base_url: str, api_key: str) -> None:
        self.base_url = base_url
        self.url = f"{base_url}/public/agents/{SUPPORT_AGENT_ID}/connections"
        self.client = httpx.Client(headers={"X-Api-Key": api_key})

    def open(self, user_id: str) -> httpx.Response:
        payload = {
            "channelType": "webrtc",
            "externalClientId": user_id,
        }
        return self.client.post(self.url, json=payload)
