"""One call that always sends the same, one that doesn't, and a name that is taken."""

import requests
from flask import Flask, request

from app.omniagents import route as route_session
from app.settings import BASE, KEY

SALES_AGENT_ID = "(known after apply: sales)"

app = Flask(__name__)


def route(text: str) -> str:
    return text.upper()


def sales(customer: str) -> dict:
    return requests.post(
        f"{BASE}/public/agents/{SALES_AGENT_ID}/connections",
        json={
            "channelType": "webrtc",
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
    agent_path, agent_body = route_session("webrtc", payload)
    return requests.post(
        url.removesuffix("/public/connections") + agent_path,
        json=agent_body,
        headers={"X-Api-Key": KEY},
    ).json()
