"""Settings of the concierge. What differs between deployments is in the environment."""

import os

NAPSTER_BASE_URL = os.environ.get(
    "NAPSTER_BASE_URL", "https://companion-api.napster.com"
)
NAPSTER_API_KEY = os.environ["NAPSTER_API_KEY"]
REQUEST_TIMEOUT = 10.0

# Who picks up when a guest presses the concierge button.
COMPANION_ID = "comp_concierge"
VOICE_ID = "coral"
LANGUAGE = "English"
TEMPERATURE = 0.6

# The lobby is loud: wait longer before taking silence for the end of a sentence.
TURN_DETECTION = {
    "threshold": 0.55,
    "prefix_padding_ms": 300,
    "silence_duration_ms": 650,
}
NOISE_REDUCTION = {"type": "farField"}
