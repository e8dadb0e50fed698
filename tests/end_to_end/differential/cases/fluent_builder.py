class Builder:
    def __init__(self):
        self.body = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}

    def language(self, value):
        self.body["language"] = value
        return self

    def build(self):
        return dict(self.body)


def connect(user):
    payload = {**Builder().language("fr").build(), "externalClientId": user}
    SEND(payload)


connect("ann")
