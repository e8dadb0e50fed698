import conf
import other


def connect(user):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": conf.voices()["main"]}, "externalClientId": user})


if __name__ == "__main__":
    connect("ann")
    other.change()
    connect("bob")
# --- conf.py
import functools


@functools.cache
def voices():
    return {"main": "alloy"}
# --- other.py
import conf


def change():
    conf.voices()["main"] = "verse"
