VOICES = {1: "alloy", 2: "verse"}
LOUD = {True: "comp_a", False: "comp_b"}


def connect(user, level):
    companion = LOUD.get(level, "comp_c")
    SEND({"companionId": companion, "providerConfig": {"voiceId": VOICES[level]}, "externalClientId": user})


connect("ann", 1)
connect("bob", True)
connect("eve", 2.0)
try:
    connect("joe", "1")
except KeyError as error:
    print("refused", error)
