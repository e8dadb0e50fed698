from enum import Enum, StrEnum


class Tier(Enum):
    GOLD = "gold"
    FREE = "free"


class Tongue(StrEnum):
    EN = "en"
    FR = "fr"


VOICES = {Tier.GOLD: "verse", Tier.FREE: "alloy"}
COMPANIONS = {Tongue.EN: "comp_a", Tongue.FR: "comp_b"}


def connect(user, tier, tongue):
    SEND({"companionId": COMPANIONS[tongue], "providerConfig": {"voiceId": VOICES[tier]}, "externalClientId": user})


connect("ann", Tier.GOLD, Tongue.EN)
connect("bob", Tier("free"), "fr")
for tier, tongue in (("gold", Tongue.EN), (Tier.GOLD, "de")):
    try:
        connect("eve", tier, tongue)
    except KeyError as error:
        print("refused", type(error).__name__)
