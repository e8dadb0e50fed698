"""One call that always sends the same, one that doesn't, and a name that is taken."""

import requests
from flask import Flask, request

from app.settings import BASE, KEY

app = Flask(__name__)


def route(text: str) -> str:
    return text.upper()


def sales(customer: str) -> dict:
    return requests.post(
        f"{BASE}/public/connections",
        json={
            "companionId": "comp_sales",
            "providerConfig": {"voiceId": "alloy"},
            "externalClientId": customer,
        },
        headers={"X-Api-Key": KEY},
    ).json()


@app.post("/sessions")
def session() -> dict:
    path = request.path
    payload = {
        "companionId": request.json["companion"],
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": route(path),
    }
    url = f"{BASE}/public/connections"
    return requests.post(url, json=payload, headers={"X-Api-Key": KEY}).json()
