from enum import Enum


class Tier(Enum):
    GOLD = "gold"
    FREE = "free"


def connect(user, tier):
    match tier:
        case Tier.GOLD:
            voice = "verse"
        case Tier.FREE:
            voice = "alloy"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", Tier.GOLD)
try:
    connect("zoe", "gold")
except UnboundLocalError as error:
    print("refused", type(error).__name__)
