"""Constants of the opera's assistant."""

__all__ = ["BASE_URL", "COMPANION_ID", "VOICE_ID"]

BASE_URL = "https://companion-api.napster.com"
COMPANION_ID = "comp_prompter"
VOICE_ID = "ballad"
