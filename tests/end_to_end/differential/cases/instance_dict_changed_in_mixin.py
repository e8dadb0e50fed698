class Loud:
    def loud(self):
        self.config["voice"] = "verse"


class Service(Loud):
    def __init__(self):
        self.config = {"voice": "alloy"}

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.config["voice"]}, "externalClientId": user})


service = Service()
service.connect("ann")
service.loud()
service.connect("bob")
