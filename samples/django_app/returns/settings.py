"""Django settings of the returns desk."""

import os

from django.core.management.utils import get_random_secret_key

DEBUG = False
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY") or get_random_secret_key()
ALLOWED_HOSTS = ["localhost", "testserver"]

ROOT_URLCONF = "returns.urls"
INSTALLED_APPS = []
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
DATABASES = {}
USE_TZ = True

# Napster
NAPSTER_BASE_URL = os.environ.get(
    "NAPSTER_BASE_URL", "https://companion-api.napster.com"
)
NAPSTER_API_KEY = os.environ["NAPSTER_API_KEY"]
NAPSTER_TIMEOUT = 10
RETURNS_COMPANION_ID = "comp_support"
RETURNS_VOICE_ID = "verse"
RETURNS_FAQ_ID = "faq_returns"
