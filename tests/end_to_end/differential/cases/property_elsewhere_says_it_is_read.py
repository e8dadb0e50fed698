from settings import CONFIG


def open_session():
    body = {"companionId": "cmp_1", "providerConfig": {"voiceId": CONFIG.voice}}
    SEND(body)


open_session()
# --- settings.py
class Config:
    @property
    def voice(self):
        print("the voice is asked for")
        return "ash"


CONFIG = Config()
