def connect(user):
    class Changer:
        def change(self):
            payload["language"] = "it"

    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    Changer().change()
    SEND(payload)


connect("ann")
