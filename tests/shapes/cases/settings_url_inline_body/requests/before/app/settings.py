"""Settings, from the environment."""

import os

NAPSTER_BASE_URL = os.environ.get(
    "NAPSTER_BASE_URL", "https://companion-api.napster.com"
)
NAPSTER_API_KEY = os.environ["NAPSTER_API_KEY"]
COMPANION_ID = os.environ["COMPANION_ID"]
