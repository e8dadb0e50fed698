class Plain:
    def __init__(self):
        self.companion = "comp_a"

    def connect(self, user):
        payload = {"companionId": self.companion, "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


plain = Plain()
plain.connect("ann")
print(sorted(plain.__dict__))
