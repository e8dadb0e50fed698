#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""A helper."""

SUPPORT_AGENT_ID = "agent_7f3c"


async def connect(client, user):
    return await client.post(f"/public/agents/{SUPPORT_AGENT_ID}/connections", json={"channelType": "webrtc", "externalClientId": user})
