def voice_for(tier):
    if tier == "gold":
        return "alloy"
    print("not gold")
    return "verse"


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(tier)}, "externalClientId": user})


for tier in ("gold", "silver", "none"):
    connect("ann", tier)
