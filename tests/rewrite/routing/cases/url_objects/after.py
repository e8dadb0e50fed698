import os

import aiohttp
import httpx
import yarl

from app.omniagents import route
from app.settings import VOICES

API = httpx.URL("https://companion-api.napster.com")
BASE = yarl.URL("https://companion-api.napster.com")
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


def with_httpx(companion):
    payload = {"companionId": companion, "providerConfig": {"voiceId": VOICES["calm"]}}
    with httpx.Client(headers=HEADERS) as client:
        path, body = route("webrtc", payload)
        return client.post(API.join(path), json=body).json()


async def with_aiohttp(companion):
    payload = {"companionId": companion, "providerConfig": {"voiceId": VOICES["calm"]}}
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        url = BASE.join(yarl.URL("/public/connections"))
        path, body = route("webrtc", payload)
        async with session.post(BASE.join(yarl.URL(path)), json=body) as answer:
            print(url)
            return await answer.json()
