import httpx

BASE_URL = "https://companion-api.napster.com"


async def connect(client: httpx.AsyncClient, user_id: str) -> dict:
    response = await client.post(
        BASE_URL + "/public/connections",
        json={"companionId": "comp_a", "providerConfig": {"voiceId": "v1"}, "externalClientId": user_id},
    )
    return response.json()
