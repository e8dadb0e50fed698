import httpx

SUPPORT_AGENT_ID = "agent_7f3c"


class Sessions:
    def __init__(self, base_url: str, api_key: str) -> None:
        self.base_url = base_url
        self.url = f"{self.base_url}/public/connections"
        self.client = httpx.Client(headers={"X-Api-Key": api_key})

    def open(self, user_id: str) -> httpx.Response:
        return self.client.post(
            f"{self.base_url}/public/agents/{SUPPORT_AGENT_ID}/connections",
            json={"channelType": "webrtc"},
        )

    def close(self, connection_id: str) -> httpx.Response:
        return self.client.delete(f"{self.url}/{connection_id}")
