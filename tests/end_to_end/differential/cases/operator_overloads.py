class Body(dict):
    def __or__(self, other):
        return {**self, **other, "language": "fr"}


def connect(user):
    payload = Body(companionId="comp_a", providerConfig={"voiceId": "alloy"}) | {"externalClientId": user}
    SEND(payload)


connect("ann")
