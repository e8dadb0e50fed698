from urllib.parse import urljoin

import aiohttp


class VoiceClient:
    base_url = "https://companion-api.napster.com"

    def _url(self, path):
        return urljoin(self.base_url, path)

    async def connect(self, user):
        url = self._url(path="/public/ws-connections")
        async with aiohttp.ClientSession() as session:
            async with session.post(
                url, json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user}
            ) as response:
                return await response.json()
