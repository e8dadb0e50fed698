"""What the tutor's sessions are made of."""

from typing import Any

TUTOR_INSTRUCTIONS = "You help pupils of the sixth form with calculus. You never solve the exercise itself."


def session_body(pupil: str, lesson: str) -> dict[str, Any]:
    """The body of the request that opens a lesson."""
    return {
        "companionId": "comp_tutor",
        "providerConfig": {
            "voiceId": "sage",
            "settings": {"instructions": TUTOR_INSTRUCTIONS},
        },
        "externalClientId": pupil,
        "tags": {"lesson": lesson},
    }
