from functools import cached_property


class Service:
    @cached_property
    def config(self):
        return {"voice": "alloy"}

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.config["voice"]}, "externalClientId": user})


service = Service()
service.connect("ann")
service.config["voice"] = "verse"
service.connect("bob")
