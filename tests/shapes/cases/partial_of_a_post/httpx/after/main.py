import functools
import os

import httpx

GYM_AGENT_ID = "agent_gym"


class Gym:
    def __init__(self) -> None:
        client = httpx.Client(
            base_url="https://companion-api.napster.com",
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        self._send = functools.partial(client.request, "POST", timeout=20)

    def open(self, member: str) -> bool:
        answer = self._send(
            f"/public/agents/{GYM_AGENT_ID}/connections",
            json={
                "channelType": "webrtc",
                "externalClientId": member,
            },
        )
        return "token" in answer.json()


if __name__ == "__main__":
    print(Gym().open("member_1"))
