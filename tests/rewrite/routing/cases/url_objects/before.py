import os

import aiohttp
import httpx
import yarl

from app.settings import VOICES

API = httpx.URL("https://companion-api.napster.com")
BASE = yarl.URL("https://companion-api.napster.com")
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


def with_httpx(companion):
    payload = {"companionId": companion, "providerConfig": {"voiceId": VOICES["calm"]}}
    with httpx.Client(headers=HEADERS) as client:
        return client.post(API.join("/public/connections"), json=payload).json()


async def with_aiohttp(companion):
    payload = {"companionId": companion, "providerConfig": {"voiceId": VOICES["calm"]}}
    async with aiohttp.ClientSession(headers=HEADERS) as session:
        url = BASE.join(yarl.URL("/public/connections"))
        async with session.post(BASE.join(yarl.URL("/public/connections")), json=payload) as answer:
            print(url)
            return await answer.json()
