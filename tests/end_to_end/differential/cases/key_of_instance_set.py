import os


class Client:
    def __init__(self, key):
        self.key = key

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers={"X-Api-Key": self.key}).status_code)


client = Client(os.environ["NAPSTER_API_KEY"])
client.connect("ann")
client.key = os.environ["NAPSTER_STAGING_KEY"]
client.connect("bob")
