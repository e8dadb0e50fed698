import httpx

SUPPORT_AGENT_ID = "agent_7f3c"

URL = f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections"


async def connect(user, badges, journal):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "v"}}
    for badge in badges:
        payload["tags"] = {"badge": badge}
    payload["externalClientId"] = user
    journal.append(repr(payload))
    async with httpx.AsyncClient() as client:
        return await client.post(
            URL,
            json={
                "channelType": "websocket",
                "externalClientId": user,
                **({"tags": payload["tags"]} if "tags" in payload else {}),
            },
        )
