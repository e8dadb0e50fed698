"""Library: a function builds the payload, and children get another companion."""

import os
import sys

import httpx

BASE_URL = "https://companion-api.napster.com"


def build_payload(reader: str, is_child: bool) -> dict:
    """What to send for a reader."""
    return {
        "companionId": "comp_owl" if is_child else "comp_librarian",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": reader,
    }


def open_desk(reader: str, is_child: bool) -> dict:
    """Open a session at the desk."""
    response = httpx.post(
        f"{BASE_URL}/public/connections",
        json=build_payload(reader, is_child),
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return response.json()


if __name__ == "__main__":
    print("token" in open_desk("reader_1", sys.argv[1] == "it"))
