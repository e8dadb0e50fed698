import httpx

BASE_URL = "https://companion-api.napster.com"
SUPPORT_AGENT_ID = "agent_7f3c"


async def connect(client: httpx.AsyncClient, user_id: str) -> dict:
    response = await client.post(
        BASE_URL + f"/public/agents/{SUPPORT_AGENT_ID}/connections",
        json={"channelType": "webrtc", "externalClientId": user_id},
    )
    return response.json()
