import requests

BASE = "https://companion-api.napster.com"


def connect(user):
    url = BASE + "/public/connections"
    body = dict(
        companionId="c",
        providerConfig=dict(voiceId="v"),
        externalClientId=user,
    )
    return requests.post(url, json=body)
