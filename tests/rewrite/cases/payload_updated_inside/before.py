import httpx

URL = "https://companion-api.napster.com/public/ws-connections"


async def connect(user, next_number):
    payload = {"companionId": "comp_a", "providerConfig": {}}
    payload["providerConfig"]["voiceId"] = "v"
    payload["providerConfig"].setdefault("settings", {})["instructions"] = "Be nice."
    payload["providerConfig"].setdefault("settings", {}).update(temperature=0.3)
    payload.setdefault("functions", []).append("fn_book")
    payload.update(externalClientId=f"{user}_{next_number()}")
    async with httpx.AsyncClient() as client:
        return await client.post(URL, json=payload)
