class Client:
    path = "/public/connections"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(requests.post(f"{BASE_URL}{self.path}", json=payload, headers=HEADERS).status_code)


class Socket(Client):
    path = "/public/ws-connections"


Client().connect("ann")
Socket().connect("bob")
