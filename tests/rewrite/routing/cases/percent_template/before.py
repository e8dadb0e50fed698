import requests

from app.settings import BASE, KEY


def open_session(companion, user):
    payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
    payload["externalClientId"] = user
    url = "%s/public/connections" % BASE.rstrip("/")
    return requests.post(
        "%s/public/connections" % BASE, json=payload, headers={"X-Api-Key": KEY, "X-Url": url}
    )
