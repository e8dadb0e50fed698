import conf


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": conf.VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
# --- conf.py
import sys
import types


class Loud(types.ModuleType):
    def __getattribute__(self, name):
        return "verse" if name == "VOICE" else super().__getattribute__(name)


VOICE = "alloy"
sys.modules[__name__].__class__ = Loud
