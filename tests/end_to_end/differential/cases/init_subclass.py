class Base:
    voice = "alloy"

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.voice = options.get("voice", "verse") if options else "verse"

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


class Plain(Base):
    pass


Base().connect("ann")
Plain().connect("bob")
