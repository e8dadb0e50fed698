import aiohttp


class Concierge:
    def __init__(self, base_url):
        self.base_url = base_url
        self.defaults = dict(companionId="comp_a", providerConfig={"voiceId": "v"})

    async def connect(self, user):
        async with aiohttp.ClientSession() as session:
            async with session.post(
                f"{self.base_url}/public/ws-connections",
                json={**self.defaults, "externalClientId": user},
            ) as response:
                return await response.json()
