import requests


def connect(user, SUPPORT_AGENT_ID):
    return requests.post(
        "https://companion-api.napster.com/public/connections",
        json={"companionId": "c", "providerConfig": {"voiceId": "v"}},
    )
