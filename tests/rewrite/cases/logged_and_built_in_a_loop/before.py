import httpx

URL = "https://companion-api.napster.com/public/ws-connections"


async def connect(user, badges, journal):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "v"}}
    for badge in badges:
        payload["tags"] = {"badge": badge}
    payload["externalClientId"] = user
    journal.append(repr(payload))
    async with httpx.AsyncClient() as client:
        return await client.post(URL, json=payload)
