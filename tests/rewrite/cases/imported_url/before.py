import requests

from .settings import CONNECTIONS_URL


def connect(user):
    return requests.post(CONNECTIONS_URL, json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})
