import aiohttp

BASE = 'https://companion-api.napster.com'
SUPPORT_AGENT_ID = 'agent_7f3c'


async def dial(session: aiohttp.ClientSession, caller: str):
    async with session.post(f'{BASE}/public/agents/{SUPPORT_AGENT_ID}/connections', json={'channelType': 'websocket', 'externalClientId': caller}) as reply:
        return await reply.json()
