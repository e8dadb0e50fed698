def voice_for(tier):
    if tier == "gold":
        return "alloy"
    if tier == "silver":
        return "verse"


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(tier) or "sage"}, "externalClientId": user})


for tier in ("gold", "silver", "none"):
    connect("ann", tier)
