import requests

URL = "https://companion-api.napster.com/public/connections"
DEFAULTS = dict(companionId="comp_a", providerConfig={"voiceId": "v"}, tags={"app": "web"})


def connect(user):
    payload = {**DEFAULTS, "externalClientId": user}
    return requests.post(URL, json=payload)
