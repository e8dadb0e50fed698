import requests
from dotenv import load_dotenv

load_dotenv()


def connect(user):
    body = {"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user}
    return requests.post("https://companion-api.napster.com/public/connections", json=body)
