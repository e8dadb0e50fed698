"""Radio: hosts for the time of day, and one for all other times."""

import os
import sys

import httpx

AIR_AGENT_IDS = {
    "morning": "agent_air_morning",
    "evening": "agent_air_evening",
}
AIR_AGENT_ID = "agent_air"


class Studio:
    """Opens sessions with the host on air."""

    def __init__(self) -> None:
        self.client = httpx.Client(
            base_url="https://companion-api.napster.com",
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )

    def on_air(self, listener: str, part_of_day: str) -> dict:
        """Open a session for a listener."""
        agent_id = AIR_AGENT_IDS.get(part_of_day, AIR_AGENT_ID)
        print("listener", listener)
        response = self.client.post(
            f"/public/agents/{agent_id}/connections",
            json={
                "channelType": "webrtc",
                "externalClientId": listener,
            },
        )
        response.raise_for_status()
        return response.json()


if __name__ == "__main__":
    times = {"en": "morning", "fr": "evening"}
    print("token" in Studio().on_air("listener_1", times.get(sys.argv[1], "noon")))
