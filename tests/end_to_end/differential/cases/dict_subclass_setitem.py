class Payload(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key, value + "_x" if isinstance(value, str) else value)


def connect(user):
    payload = Payload(providerConfig={"voiceId": "alloy"})
    payload["companionId"] = "comp_a"
    SEND(payload)


connect("ann")
connect("bob")
