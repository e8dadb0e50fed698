import requests

from app import track

SUPPORT_AGENT_ID = "agent_7f3c"


def connect(user):
    track(SUPPORT_AGENT_ID)
    return requests.post(
        "https://companion-api.napster.com/public/connections",
        json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user},
    )
