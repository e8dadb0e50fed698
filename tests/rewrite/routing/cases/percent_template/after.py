import requests

from app.omniagents import route
from app.settings import BASE, KEY


def open_session(companion, user):
    payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}}
    payload["externalClientId"] = user
    url = "%s/public/connections" % BASE.rstrip("/")
    path, body = route("webrtc", payload)
    return requests.post(
        "%s" % BASE + path, json=body, headers={"X-Api-Key": KEY, "X-Url": url}
    )
