import other


class Service:
    def connect(self, user, voice):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        SEND(payload)


if __name__ == "__main__":
    Service().connect("ann", "alloy")
    other.make(Service)().connect("bob")
# --- other.py
def make(base):
    class French(base):
        def connect(self, user):
            super().connect(user, "verse")

    return French
