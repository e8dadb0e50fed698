import other


class Service:
    def __init__(self):
        self.config = {"voice": "alloy"}

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.config["voice"]}, "externalClientId": user})


if __name__ == "__main__":
    service = Service()
    service.connect("ann")
    other.change(service)
    service.connect("bob")
# --- other.py
def change(self):
    self.config["voice"] = "verse"
