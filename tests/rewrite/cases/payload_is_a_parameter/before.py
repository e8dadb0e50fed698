import requests

BASE = "https://companion-api.napster.com"


def send(payload):
    return requests.post(f"{BASE}/public/connections", json=payload)
