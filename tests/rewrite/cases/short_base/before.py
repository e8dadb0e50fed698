import requests

BASE = "https://companion-api.napster.com/public"


def connect(user):
    return requests.request("POST", BASE + "/connections", json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})
