"""Running coach whose prompt is written anew for every runner."""

from __future__ import annotations

import os
from dataclasses import dataclass

import httpx

BASE_URL = os.environ.get("NAPSTER_BASE_URL", "https://companion-api.napster.com")
HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"]}


@dataclass(frozen=True)
class Runner:
    runner_id: str
    name: str
    goal: str
    weekly_km: int


RUNNERS = [
    Runner("runner_18", "Mara", goal="a first half marathon", weekly_km=25),
    Runner("runner_44", "Jonas", goal="five kilometres without a break", weekly_km=8),
]


def coach(runner: Runner) -> str:
    """Open a session, say what the runner sees, and close it again."""
    payload = {
        "companionId": "comp_tutor",
        "language": "English",
        "externalClientId": runner.runner_id,
        "providerConfig": {
            "voiceId": "ash",
            "settings": {
                "instructions": (
                    f"You coach {runner.name}, who trains for {runner.goal} "
                    f"and runs {runner.weekly_km} km a week. "
                    "Never add more than a tenth in one week."
                ),
                "temperature": 0.9,
            },
        },
    }
    with httpx.Client(base_url=BASE_URL, headers=HEADERS, timeout=10) as client:
        response = client.post("/public/connections", json=payload)
        response.raise_for_status()
        session = response.json()
        client.delete(
            f"/public/connections/{session['connection']['id']}"
        ).raise_for_status()
    return "coach is listening" if session["token"] else "no token"


def main() -> None:
    for runner in RUNNERS:
        print(f"{runner.name} ({runner.goal}): {coach(runner)}")


if __name__ == "__main__":
    main()
