import os

import requests

API = "https://companion-api.napster.com/public"
NIGHTLY_AGENT_ID = "agent_nightly"


def post_session(payload, kind=f"agents/{NIGHTLY_AGENT_ID}/connections"):
    return requests.post(
        f"{API}/{kind}",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        json=payload,
    )
