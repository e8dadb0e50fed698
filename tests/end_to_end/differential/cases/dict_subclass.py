class Payload(dict):
    def __init__(self, **members):
        super().__init__(language="fr", **members)


def connect(user):
    payload = Payload(companionId="comp_a", providerConfig={"voiceId": "alloy"})
    SEND(payload)


connect("ann")
connect("bob")
