"""What the tutor's sessions are made of."""

from typing import Any


def session_body(pupil: str, lesson: str) -> dict[str, Any]:
    """The body of the request that opens a lesson."""
    return {
        "channelType": "webrtc",
        "externalClientId": pupil,
        "tags": {"lesson": lesson},
    }
