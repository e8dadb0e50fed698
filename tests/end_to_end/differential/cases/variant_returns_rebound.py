def voice_for(tier):
    if tier == "gold":
        return "alloy"
    tier = "gold"
    if tier == "gold":
        return "verse"
    return "sage"


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(tier)}, "externalClientId": user})


for tier in ("gold", "silver", "none"):
    connect("ann", tier)
