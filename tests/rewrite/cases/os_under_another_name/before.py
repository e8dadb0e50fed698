import os as _os
import requests

KEY = _os.environ["KEY"]


def connect(user):
    return requests.post(
        "https://companion-api.napster.com/public/connections",
        headers={"X-Api-Key": KEY},
        json={"companionId": "c", "providerConfig": {"voiceId": _os.environ["VOICE"]}},
    )
