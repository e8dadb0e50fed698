def voice_for(premium):
    return "alloy" if premium else "verse"


def connect(user, premium):
    voices = [voice_for(premium) for premium in (True, False)]
    print(voices, premium)
    for voice in voices:
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", True)
connect("bob", False)
