"""Ski school, with parameters that may be left out or None."""

import os
from typing import Any, Final

import requests

SKI_SCHOOL_AGENT_ID = "agent_ski_school"


class NotGiven:
    """Stands for a parameter that was not given."""

    def __bool__(self) -> bool:
        return False


NOT_GIVEN: Final = NotGiven()


def open_ski_school(
    pupil: str | NotGiven = NOT_GIVEN, level: str | NotGiven = NOT_GIVEN
) -> dict:
    """Open a session with the teacher."""
    body: dict[str, Any] = {
        "channelType": "webrtc",
    }
    if not isinstance(pupil, NotGiven):
        body["externalClientId"] = pupil
    if level is not NOT_GIVEN:
        body["tags"] = {"level": level}
    with requests.Session() as client:
        response = client.post(
            f"https://companion-api.napster.com/public/agents/{SKI_SCHOOL_AGENT_ID}/connections",
            json=body,
            headers={"X-Api-Key": os.environ["NAPSTER_API_KEY"]},
        )
        response.raise_for_status()
        return response.json()


def main() -> None:
    open_ski_school()
    print("token" in open_ski_school("pupil_1", level="blue"))


if __name__ == "__main__":
    main()
