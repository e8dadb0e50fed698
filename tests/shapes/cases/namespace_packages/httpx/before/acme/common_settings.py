"""Settings of all our services."""

API_URL = "https://companion-api.napster.com"
COMPANION = "comp_gardener"
