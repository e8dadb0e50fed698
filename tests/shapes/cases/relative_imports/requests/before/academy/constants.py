"""Constants."""

BASE_URL = "https://companion-api.napster.com"
LECTURER = "comp_lecturer"
VOICE = "cedar"
