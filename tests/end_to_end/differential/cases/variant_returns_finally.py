def voice_for(tier):
    try:
        if tier == "gold":
            return "alloy"
        return "verse"
    finally:
        if tier == "none":
            return "sage"


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(tier)}, "externalClientId": user})


for tier in ("gold", "silver", "none"):
    connect("ann", tier)
