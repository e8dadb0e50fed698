"""Opens a session and says what it was opened with, for the audit."""

import os

import httpx

BASE_URL = "https://companion-api.napster.com"
AUDITED_AGENT_ID = "agent_audited"


def open_audited(auditor: str) -> tuple[dict, dict]:
    """The body that was sent, and the answer."""
    payload = {
        "companionId": "comp_auditor",
        "providerConfig": {"voiceId": "cedar"},
        "externalClientId": auditor,
    }
    response = httpx.post(
        f"{BASE_URL}/public/agents/{AUDITED_AGENT_ID}/connections",
        json={"channelType": "webrtc", "externalClientId": auditor},
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        timeout=20,
    )
    response.raise_for_status()
    return payload, response.json()


if __name__ == "__main__":
    sent, answer = open_audited("auditor_1")
    print(sorted(sent), "token" in answer)
