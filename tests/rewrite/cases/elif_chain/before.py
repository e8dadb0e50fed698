import requests

BASE = "https://companion-api.napster.com"


def connect(user, mode):
    payload = {"companionId": "c", "providerConfig": {"voiceId": "v"}}
    if mode == "a":
        payload["language"] = "en"
    elif mode == "b":
        payload["tags"] = {"mode": "b"}
    elif mode == "c":
        payload["language"] = "en"
    if user: payload["language"] = "en"
    try:
        payload["useWebSearch"] = True
    finally:
        payload["tags"] = {"x": "y"}
    with open("log") as log:
        payload["disableIdleTimeout"] = True
    return requests.post(f"{BASE}/public/connections", json=payload)
