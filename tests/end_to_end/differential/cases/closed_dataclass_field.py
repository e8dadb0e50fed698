import dataclasses


@dataclasses.dataclass
class Service:
    voice: str

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service("alloy").connect("ann")
dataclasses.replace(Service("alloy"), voice="verse").connect("bob")
