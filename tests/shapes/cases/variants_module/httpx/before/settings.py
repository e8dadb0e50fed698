"""What the bank runs with."""

import os

API_KEY = os.environ["NAPSTER_API_KEY"]
IS_GOLD = os.getenv("TIER") == "gold"

COMPANION = "comp_adviser" if IS_GOLD else "comp_teller"
VOICE = "verse" if IS_GOLD else "alloy"
