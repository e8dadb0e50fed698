from dataclasses import dataclass


@dataclass
class Service:
    voice: str = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
Service("verse").connect("bob")
