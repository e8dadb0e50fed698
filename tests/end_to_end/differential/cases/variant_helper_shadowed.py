def voice_for(premium):
    return "alloy" if premium else "verse"


def connect(user, premium):
    def again():
        premium = not user
        return voice_for(premium)

    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": again()}, "externalClientId": user})


connect("ann", True)
connect("", False)
