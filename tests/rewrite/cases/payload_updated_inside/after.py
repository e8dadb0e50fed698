import httpx

SUPPORT_AGENT_ID = "agent_7f3c"

URL = f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections"


async def connect(user, next_number):
    payload = {"channelType": "websocket"}
    payload.update(externalClientId=f"{user}_{next_number()}")
    async with httpx.AsyncClient() as client:
        return await client.post(URL, json=payload)
