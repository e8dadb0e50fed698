class Text(str):
    def strip(self, *_):
        return "verse"


VOICE = Text(" alloy ")


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE.strip()}, "externalClientId": user}
    SEND(payload)


connect("ann")
