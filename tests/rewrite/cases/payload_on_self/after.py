import aiohttp

SUPPORT_AGENT_ID = "agent_7f3c"


class Concierge:
    def __init__(self, base_url):
        self.base_url = base_url

    async def connect(self, user):
        async with aiohttp.ClientSession() as session:
            async with session.post(
                f"{self.base_url}/public/agents/{SUPPORT_AGENT_ID}/connections",
                json={"channelType": "websocket", "externalClientId": user},
            ) as response:
                return await response.json()
