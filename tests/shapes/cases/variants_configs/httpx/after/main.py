"""Radio: the hosts are warmed up before they go on air."""

import os

import httpx

HOSTS = (
    {"companionId": "comp_early", "providerConfig": {"voiceId": "alloy"}},
    {"companionId": "comp_late", "providerConfig": {"voiceId": "verse"}},
)
WARM_UP_AGENT_IDS = {
    "comp_early": "agent_warm_up_early",
    "comp_late": "agent_warm_up_late",
}


def warm_up() -> None:
    """Open a session with each host."""
    with httpx.Client(
        base_url="https://companion-api.napster.com",
        headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
    ) as client:
        for host in HOSTS:
            agent_id = WARM_UP_AGENT_IDS[host["companionId"]]
            answer = client.post(
                f"/public/agents/{agent_id}/connections", json={"channelType": "webrtc"}
            )
            answer.raise_for_status()
            print("token" in answer.json())


if __name__ == "__main__":
    warm_up()
