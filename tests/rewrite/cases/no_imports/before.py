#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""A helper."""


async def connect(client, user):
    return await client.post("/public/connections", json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})
