import functools
import os

import httpx


class Gym:
    def __init__(self) -> None:
        client = httpx.Client(
            base_url="https://companion-api.napster.com",
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        self._send = functools.partial(client.request, "POST", timeout=20)

    def open(self, member: str) -> bool:
        answer = self._send(
            "/public/connections",
            json={
                "companionId": "comp_gym",
                "language": "en",
                "providerConfig": {"voiceId": "ash"},
                "externalClientId": member,
            },
        )
        return "token" in answer.json()


if __name__ == "__main__":
    print(Gym().open("member_1"))
