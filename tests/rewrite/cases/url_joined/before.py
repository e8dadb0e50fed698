from urllib.parse import urljoin

import requests

BASE = "https://companion-api.napster.com"


def connect(user):
    return requests.post(urljoin(BASE, "/public/connections"), json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})
