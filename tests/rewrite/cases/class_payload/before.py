import requests

URL = "https://companion-api.napster.com/public/connections"


class Concierge:
    DEFAULTS = {"companionId": "comp_a", "providerConfig": {"voiceId": "v"}}

    def connect(self, user):
        payload = dict(self.DEFAULTS)
        payload["externalClientId"] = user
        return requests.post(URL, json=payload)
