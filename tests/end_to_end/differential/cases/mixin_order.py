class Alloy:
    voice = "alloy"


class Verse:
    voice = "verse"


class Service(Verse, Alloy):
    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
