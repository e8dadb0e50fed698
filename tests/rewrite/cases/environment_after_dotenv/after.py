import os

import requests
from dotenv import load_dotenv

load_dotenv()

SUPPORT_AGENT_ID = os.environ["SUPPORT_AGENT_ID"]


def connect(user):
    body = {"channelType": "webrtc", "externalClientId": user}
    return requests.post(f"https://companion-api.napster.com/public/agents/{SUPPORT_AGENT_ID}/connections", json=body)
