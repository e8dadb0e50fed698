class Service:
    def _post(self, path, payload):
        response = requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS)
        return response.json()

    def connect(self, user):
        answer = self._post("/public/connections", {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})
        print("token" in answer)


service = Service()
original = service._post
service._post = lambda path, payload: original(path, {**payload, "language": "fr"})
service.connect("ann")
Service().connect("bob")
