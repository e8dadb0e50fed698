def voice_for(tier):
    for known in ("gold", "silver"):
        if tier == known:
            return "alloy"
        if known == "silver":
            return "verse"
    return "sage"


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(tier)}, "externalClientId": user})


for tier in ("gold", "silver", "none"):
    connect("ann", tier)
