import requests

BASE = "https://companion-api.napster.com"
PATH = "/public/connections"


def connect(user):
    payload = {"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user}
    return requests.post("{}{}".format(BASE, PATH), json=payload)
