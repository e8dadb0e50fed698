"""Django settings of the shop."""

import os

DEBUG = False
ROOT_URLCONF = "shop.urls"
NAPSTER_BASE_URL = "https://companion-api.napster.com"
NAPSTER_API_KEY = os.environ["NAPSTER_API_KEY"]
NAPSTER_COMPANION_ID = "comp_tailor"
