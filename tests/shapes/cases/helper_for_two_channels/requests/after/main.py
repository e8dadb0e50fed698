"""Interview training: on video for candidates, by voice alone for a first try."""

import os

import requests

API = "https://companion-api.napster.com"
INTERVIEW_AGENT_ID = "agent_interview"


def _open(path: str, body: dict) -> dict:
    with requests.Session() as client:
        response = client.post(
            API + path, json=body, headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]}
        )
        response.raise_for_status()
        return response.json()


def interview(candidate: str, job: str) -> dict:
    """Open an interview on video."""
    body = {
        "channelType": "webrtc",
        "externalClientId": candidate,
        "tags": {"job": job},
    }
    return _open(f"/public/agents/{INTERVIEW_AGENT_ID}/connections", body)


def first_try(candidate: str) -> dict:
    """Open an interview by voice."""
    body = {"channelType": "websocket", "externalClientId": candidate}
    return _open(f"/public/agents/{INTERVIEW_AGENT_ID}/connections", body)


def main() -> None:
    first_try("candidate_1")
    print("token" in interview("candidate_1", "gardener"))


if __name__ == "__main__":
    main()
