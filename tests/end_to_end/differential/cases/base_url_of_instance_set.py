class Client:
    def __init__(self, base_url=None):
        self.base_url = base_url or BASE_URL
        self.path = "/public/connections"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(requests.post(f"{self.base_url}{self.path}", json=payload, headers=HEADERS).status_code)


client = Client()
client.connect("ann")
client.path = "/public/ws-connections"
client.connect("bob")
