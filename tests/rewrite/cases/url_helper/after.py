import requests

BASE = "https://companion-api.napster.com/"
VERSION = "public"
SUPPORT_AGENT_ID = "agent_7f3c"


def _url(path: str, *, version: str = VERSION) -> str:
    """The address of an endpoint."""
    base = BASE.rstrip("/")
    return f"{base}/{version}/{path.lstrip('/')}"


def connect(user):
    payload = {"channelType": "webrtc", "externalClientId": user}
    return requests.post(_url(f"/agents/{SUPPORT_AGENT_ID}/connections"), json=payload)


def sessions():
    return requests.get(_url("/sessions"))
