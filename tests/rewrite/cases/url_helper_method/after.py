from urllib.parse import urljoin

import aiohttp

SUPPORT_AGENT_ID = "agent_7f3c"


class VoiceClient:
    base_url = "https://companion-api.napster.com"

    def _url(self, path):
        return urljoin(self.base_url, path)

    async def connect(self, user):
        url = self._url(path=f"/public/agents/{SUPPORT_AGENT_ID}/connections")
        async with aiohttp.ClientSession() as session:
            async with session.post(
                url, json={"channelType": "websocket", "externalClientId": user}
            ) as response:
                return await response.json()
