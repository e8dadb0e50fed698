import os

import requests

API = "https://companion-api.napster.com/public"


def post_session(payload, kind="connections"):
    return requests.post(
        f"{API}/{kind}",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        json=payload,
    )
