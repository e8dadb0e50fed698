import pydantic.v1


class Service(pydantic.v1.BaseSettings):
    voice: str = "alloy"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
Service(voice="verse").connect("bob")
