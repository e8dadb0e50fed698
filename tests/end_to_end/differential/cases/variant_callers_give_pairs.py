def connect(user, companion, voice, language):
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "language": language, "externalClientId": user})


def english(user):
    connect(user, "comp_a", "alloy", "en")


def french(user):
    connect(user, voice="verse", companion="comp_b", language="fr")


english("ann")
french("bob")
connect("eve", "comp_c", "alloy", "de")
