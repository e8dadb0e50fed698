"""Where the API is."""

BASE_URL = "https://companion-api.napster.com"
