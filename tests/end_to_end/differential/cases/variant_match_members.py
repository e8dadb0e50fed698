from enum import Enum, StrEnum


class Tier(Enum):
    GOLD = "gold"
    FREE = "free"
    NONE = "none"


class Tongue(StrEnum):
    EN = "en"
    FR = "fr"


def connect(user, tier, tongue):
    match tier:
        case Tier.GOLD:
            voice = "verse"
        case Tier.NONE:
            print("nothing for", user)
            return
        case Tier.FREE:
            voice = "alloy"
        case _:
            raise ValueError(tier)
    match tongue:
        case Tongue.EN | "de":
            companion = "comp_a"
        case _:
            companion = "comp_b"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", Tier.GOLD, Tongue.EN)
connect("bob", Tier.FREE, "fr")
connect("eve", Tier("free"), "de")
connect("joe", Tier.NONE, "en")
try:
    connect("zoe", "gold", "en")
except ValueError as error:
    print("refused", error)
