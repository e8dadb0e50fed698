import aiohttp

BASE = 'https://companion-api.napster.com'
COMPANION = 'comp_phone'
VOICE = 'voice_phone'


async def dial(session: aiohttp.ClientSession, caller: str):
    async with session.post(f'{BASE}/public/ws-connections', json={'companionId': COMPANION, 'providerConfig': {'voiceId': VOICE}, 'externalClientId': caller}) as reply:
        return await reply.json()
