#!/usr/bin/env python
"""A helper."""

URL = "/public/connections"


async def connect(client, user):
    return await client.post(URL, json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})
