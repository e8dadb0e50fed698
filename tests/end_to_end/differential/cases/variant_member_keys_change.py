from enum import Enum


class Tier(Enum):
    GOLD = "gold"
    FREE = "free"


VOICES = {Tier.GOLD: "verse", Tier.FREE: "alloy"}


def louder():
    VOICES[Tier.GOLD] = "sage"


def connect(user, tier):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[tier]}, "externalClientId": user})


connect("ann", Tier.GOLD)
louder()
connect("bob", Tier.GOLD)
