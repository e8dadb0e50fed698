import other


class Service:
    def __init__(self):
        self.voices = {"main": "alloy"}

    @property
    def table(self):
        return self.voices

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voices["main"]}, "externalClientId": user})


if __name__ == "__main__":
    service = Service()
    service.connect("ann")
    other.change(service)
    service.connect("bob")
# --- other.py
def change(service):
    service.table["main"] = "verse"
