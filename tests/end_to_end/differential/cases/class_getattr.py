class Settings:
    def __getattr__(self, name):
        return {"voice": "verse"}[name]


settings = Settings()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": settings.voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
