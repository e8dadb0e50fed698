class Voices:
    name = "alloy"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": Voices.name}, "externalClientId": user}
    SEND(payload)


connect("ann")


class Voices:
    name = "verse"


connect("bob")
