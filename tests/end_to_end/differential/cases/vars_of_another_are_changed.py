class Options:
    def __init__(self):
        self.companion = "comp_a"
        self.settings = {"temperature": 0.5}


class Client:
    def __init__(self):
        self.options = Options()

    def read(self, other):
        return {k: v for k, v in vars(other).items() if v is not None}

    def tune(self, other):
        vars(other).get("settings").update(temperature=0.9)
        vars(other).update(companion="comp_b")

    def open(self, user):
        payload = {
            "companionId": self.options.companion,
            "providerConfig": {"voiceId": "alloy", "settings": self.options.settings},
            "externalClientId": user,
        }
        print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


client = Client()
print(client.read(client.options))
client.open("ann")
client.tune(client.options)
client.open("bob")
