class Body:
    def __init__(self):
        self.companionId = "comp_a"
        self.providerConfig = {"voiceId": "alloy"}


def connect(user):
    body = Body()
    payload = vars(body)
    body.language = "fr"
    body.externalClientId = user
    SEND(payload)


connect("ann")
