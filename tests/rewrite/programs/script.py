import json
import os
import urllib.request
from os import environ

URL = environ.get("BASE_URL", "https://companion-api.napster.com") + "/public/connections"
VOICE = environ["NAPSTER_VOICE"]
KEY = environ["NAPSTER_API_KEY"]
BASIC = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}}


def place(user, quiet, tags):
    payload = {**BASIC, "externalClientId": user}
    if quiet:
        payload["language"] = "en"
    else:
        payload["initialSpeech"] = "Hello!"
    payload["language"] = "fr"
    for number in (1, 2):
        print(number)
    if tags is not None:
        print("tagged")
        payload["tags"] = tags
    data = json.dumps(payload).encode()
    request = urllib.request.Request(URL, data=data, headers={"X-Api-Key": KEY}, method="POST")
    with urllib.request.urlopen(request) as response:
        return json.load(response)


async def later(client, user):
    async with client.post(URL, json={**BASIC, "language": "fr", "externalClientId": user.id}) as reply:
        return await reply.json()


if __name__ == "__main__":
    print(place(os.getcwd(), False, None))
