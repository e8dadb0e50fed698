class Base:
    voice = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


if __name__ == "__main__":
    import premium

    Base().connect("ann")
    premium.make(Base)().connect("bob")
# --- premium.py
def make(base):
    class Premium(base):
        voice = "verse"

    return Premium
