"""Dictation partner for court clerks."""

import os

import requests

BASE_URL = os.environ.get(
    "NAPSTER_BASE_URL", "https://companion-api.napster.com"
).rstrip("/")
API_KEY = os.environ["NAPSTER_API_KEY"]


def _post(path: str, body: dict) -> dict:
    with requests.Session() as client:
        response = client.post(
            BASE_URL + path, json=body, headers={"X-Api-Key": API_KEY}
        )
        response.raise_for_status()
        return response.json()


def open_dictation(clerk: str = "", court: str = "", *, silent: bool = False) -> str:
    """Open a dictation and return its token."""
    body: dict = {
        "companionId": "comp_clerk",
        "providerConfig": {
            "voiceId": "sage",
            "settings": {"noiseReduction": {"type": "nearField"}},
        },
    }
    if clerk:
        body["externalClientId"] = clerk
    if court:
        body["tags"] = {"court": court}
    if silent:
        body["modality"] = "text"
    session = _post("/public/ws-connections", body)
    return session["token"]


def main() -> None:
    open_dictation()
    print(bool(open_dictation("clerk_1", "north", silent=True)))


if __name__ == "__main__":
    main()
