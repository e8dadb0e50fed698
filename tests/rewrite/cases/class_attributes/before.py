import httpx


class Client:
    """Talks to the API."""

    BASE = "https://companion-api.napster.com"
    CONNECTIONS = BASE + "/public/connections"

    def open(self, user):
        return httpx.post(self.CONNECTIONS, json={"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})
