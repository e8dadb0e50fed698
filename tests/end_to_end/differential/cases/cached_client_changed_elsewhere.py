import clients
import other


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(clients.session().post(f"{BASE_URL}/public/connections", json=payload).status_code)


if __name__ == "__main__":
    connect("ann")
    other.switch()
    connect("bob")
# --- clients.py
import functools
import os
import requests


@functools.lru_cache
def session():
    made = requests.Session()
    made.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]
    return made
# --- other.py
import os
from clients import session as shared


def switch():
    client = shared()
    client.headers.update({"X-Api-Key": os.environ["NAPSTER_STAGING_KEY"]})
