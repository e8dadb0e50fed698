"""Addresses of the services that this application talks to."""

NAPSTER_API = "https://companion-api.napster.com"
WEATHER_API = "https://weather.example.org"
