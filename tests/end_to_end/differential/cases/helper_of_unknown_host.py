import helper


def connect(user):
    body = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    exec("body['language'] = 'it'")
    print("token" in helper.send_request(body))


connect("ann")
# --- helper.py
import http.client
import json
import os
from urllib.parse import urlsplit

HEADERS = {"X-Api-Key": os.environ["NAPSTER_API_KEY"], "Content-Type": "application/json"}


def send_request(payload, path=None):
    path = path or "/public/connections"
    payload = {key: value for key, value in payload.items() if value is not None}
    connection = http.client.HTTPConnection(urlsplit(os.environ["NAPSTER_BASE_URL"]).netloc, timeout=10)
    connection.request("POST", path, json.dumps(payload), headers=HEADERS)
    return json.load(connection.getresponse())
