import requests

HOST = "https://companion-api.napster.com"


def connect(user):
    return requests.post(f"{HOST}/public/connections/?v={{1}}", json={"companionId": "c", "providerConfig": {"voiceId": "v"}})
