KEPT = ["fn_1"]


def voice_for(tier):
    if tier == "gold":
        KEPT.append("fn_2")
        return "alloy"
    return "verse"


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(tier)}, "externalClientId": user})


for tier in ("gold", "silver", "none"):
    connect("ann", tier)
