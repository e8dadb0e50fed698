"""Switchboard: the preferred voice first, a second one where it is refused."""

import os

import httpx

URL = "https://companion-api.napster.com/public/connections"
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


def open_switchboard(caller: str) -> dict:
    """Open a session, with whatever voice is to be had."""
    bodies = [
        {"companionId": "comp_a", "providerConfig": {"voiceId": "sage"}},
        {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    ]
    for body in bodies:
        body["externalClientId"] = caller
        response = httpx.post(URL, json=body, headers=HEADERS, timeout=9)
        if response.status_code < 400:
            return response.json()
    raise RuntimeError("All voices were refused")


if __name__ == "__main__":
    print("token" in open_switchboard("caller_1"))
