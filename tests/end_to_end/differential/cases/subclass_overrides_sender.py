class Base:
    def _post(self, path, payload):
        response = requests.post(f"{BASE_URL}{path}", json=payload, headers=HEADERS)
        return response.json()

    def connect(self, user):
        answer = self._post("/public/connections", {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user})
        print("token" in answer)


class French(Base):
    def _post(self, path, payload):
        return super()._post(path, {**payload, "language": "fr"})


Base().connect("ann")
French().connect("bob")
