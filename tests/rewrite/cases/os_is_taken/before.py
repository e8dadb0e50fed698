import requests

os = "linux"


def connect(user):
    return requests.post(
        "https://companion-api.napster.com/public/connections",
        json={"companionId": "c", "providerConfig": {"voiceId": "v"}},
    )
