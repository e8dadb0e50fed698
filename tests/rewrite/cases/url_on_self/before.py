import httpx


class Sessions:
    def __init__(self, base_url: str, api_key: str) -> None:
        self.base_url = base_url
        self.url = f"{base_url}/public/connections"
        self.client = httpx.Client(headers={"X-Api-Key": api_key})

    def open(self, user_id: str) -> httpx.Response:
        payload = {
            "companionId": "comp_x",
            "providerConfig": {"voiceId": "v"},
            "externalClientId": user_id,
        }
        return self.client.post(self.url, json=payload)
