#!/usr/bin/env python
"""A helper."""

import os

SUPPORT_AGENT_ID = os.environ["SUPPORT_AGENT_ID"]

URL = f"/public/agents/{SUPPORT_AGENT_ID}/connections"


async def connect(client, user):
    return await client.post(URL, json={"channelType": "webrtc", "externalClientId": user})
