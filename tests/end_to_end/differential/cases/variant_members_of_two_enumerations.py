from enum import Enum


class Tier(Enum):
    GOLD = "gold"
    FREE = "free"


class Plan(Enum):
    GOLD = "gold"
    FREE = "free"


VOICES = {Tier.GOLD: "verse", Tier.FREE: "alloy"}
OTHERS = {Plan.GOLD: "comp_a", Plan.FREE: "comp_b"}


def connect(user, tier):
    companion = OTHERS.get(tier, "comp_c")
    SEND({"companionId": companion, "providerConfig": {"voiceId": VOICES.get(tier, "sage")}, "externalClientId": user})


connect("ann", Tier.GOLD)
connect("bob", Plan.GOLD)
connect("eve", "gold")
