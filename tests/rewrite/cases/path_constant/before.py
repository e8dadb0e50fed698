import requests

BASE = "https://companion-api.napster.com"
PATH = "/public/connections"


def one(user):
    return requests.post(f"{BASE}{PATH}", json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})


def two(user):
    return requests.post(BASE + PATH, json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})
