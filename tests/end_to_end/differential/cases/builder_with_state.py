class Builder:
    def __init__(self):
        self.body = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}

    def language(self, value):
        self.body["language"] = value
        return self

    def build(self):
        return self.body


builder = Builder()


def connect(user):
    payload = {**builder.build(), "externalClientId": user}
    SEND(payload)


connect("ann")
builder.language("fr")
connect("bob")
