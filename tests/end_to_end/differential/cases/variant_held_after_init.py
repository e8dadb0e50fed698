from dataclasses import dataclass


@dataclass
class Desk:
    premium: bool
    voice: str = "alloy"

    def __post_init__(self):
        if self.premium:
            self.voice = "verse"

    def connect(self, user):
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk(True).connect("ann")
Desk(False).connect("bob")
Desk(False, "sage").connect("cy")
