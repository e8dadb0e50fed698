class Desk:
    def __init__(self, voice):
        self.voice = voice

    def connect(self, user, voice):
        print(voice)
        SEND({"companionId": "comp_" + voice, "providerConfig": {"voiceId": self.voice}, "externalClientId": user})


Desk("alloy").connect("ann", "verse")
Desk("verse").connect("bob", "alloy")
