"""Radio: the hosts are warmed up before they go on air."""

import os

import httpx

HOSTS = (
    {"companionId": "comp_early", "providerConfig": {"voiceId": "alloy"}},
    {"companionId": "comp_late", "providerConfig": {"voiceId": "verse"}},
)


def warm_up() -> None:
    """Open a session with each host."""
    with httpx.Client(
        base_url="https://companion-api.napster.com",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
    ) as client:
        for host in HOSTS:
            answer = client.post("/public/connections", json=host)
            answer.raise_for_status()
            print("token" in answer.json())


if __name__ == "__main__":
    warm_up()
