import os
from functools import partial

import requests

API = "https://companion-api.napster.com"
post = partial(
    requests.post, timeout=10, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
)

BASE_PAYLOAD = {
    "companionId": "comp_gym",
    "providerConfig": {"voiceId": "ash", "settings": {"temperature": 0.2}},
}


def open_session(member=None, **extra):
    payload = BASE_PAYLOAD | {"externalClientProfile": {"plan": "gold"}}
    if member is not None:
        payload |= {"externalClientId": member}
    payload.update(extra)
    return post(f"{API}/public/connections", json=payload).json()


if __name__ == "__main__":
    print("token" in open_session())
    print("token" in open_session("member_1", tags={"kind": "member"}))
