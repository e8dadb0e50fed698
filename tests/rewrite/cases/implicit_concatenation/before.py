import requests


def connect(user):
    return requests.post(
        (
            "https://companion-api.napster.com"  # production
            "/public/connections"
        ),
        json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user},
    )
