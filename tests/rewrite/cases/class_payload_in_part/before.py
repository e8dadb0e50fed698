import httpx

URL = "https://companion-api.napster.com/public/connections"


class Concierge:
    TEMPLATE = {"companionId": "comp_a", "providerConfig": {"voiceId": "v"}, "initialSpeech": "Hi!"}

    def connect(self, user):
        return httpx.post(URL, json={**self.TEMPLATE, "externalClientId": user})

    def describe(self):
        return sorted(self.TEMPLATE)
