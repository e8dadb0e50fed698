def voice_for(tier):
    while tier != "gold":
        if tier == "silver":
            return "verse"
        tier = "silver" if tier == "none" else "gold"
    return "alloy"


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(tier)}, "externalClientId": user})


for tier in ("gold", "silver", "none"):
    connect("ann", tier)
