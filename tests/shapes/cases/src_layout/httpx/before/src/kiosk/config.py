"""Configuration of the kiosk."""

import os

NAPSTER_URL = "https://companion-api.napster.com"
API_KEY = os.environ["NAPSTER_API_KEY"]
KIOSK_COMPANION = "comp_kiosk"
