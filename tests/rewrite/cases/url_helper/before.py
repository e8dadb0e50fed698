import requests

BASE = "https://companion-api.napster.com/"
VERSION = "public"


def _url(path: str, *, version: str = VERSION) -> str:
    """The address of an endpoint."""
    base = BASE.rstrip("/")
    return f"{base}/{version}/{path.lstrip('/')}"


def connect(user):
    payload = {"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user}
    return requests.post(_url("/connections"), json=payload)


def sessions():
    return requests.get(_url("/sessions"))
