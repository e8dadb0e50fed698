def voice_for(tier):
    if tier == "none":
        raise ValueError(tier)
    if tier == "gold":
        return "alloy"
    return "sage"


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(tier)}, "externalClientId": user})


for tier in ("gold", "silver", "none"):
    try:
        connect("ann", tier)
    except ValueError:
        print("refused")
