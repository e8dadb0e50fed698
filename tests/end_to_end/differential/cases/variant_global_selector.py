MODE = "day"


def night():
    global MODE
    MODE = "night"


def connect(user):
    voice = "alloy" if MODE == "day" else "verse"
    night()
    companion = "comp_a" if MODE == "day" else "comp_b"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}})


connect("ann")
connect("bob")
