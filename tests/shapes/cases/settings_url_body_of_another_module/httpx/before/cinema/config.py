"""Configuration."""

import os

API_KEY = os.environ["NAPSTER_API_KEY"]
BASE_URL = os.environ.get("NAPSTER_BASE_URL") or "https://companion-api.napster.com"
