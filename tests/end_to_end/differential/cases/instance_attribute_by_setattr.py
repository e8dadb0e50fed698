class Service:
    voice = "alloy"

    def __init__(self, **options):
        for name, value in options.items():
            setattr(self, name, value)

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
Service(voice="verse").connect("bob")
