PARTS = {
    "desk": {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    "shop": {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
}


from dataclasses import dataclass


@dataclass
class Config:
    companion: str
    voice: str = "alloy"


CONFIGS = {"desk": Config("comp_a"), "shop": Config("comp_b", "verse")}


def connect(user, name):
    config = CONFIGS[name]
    SEND({"companionId": config.companion, "providerConfig": {"voiceId": config.voice}, "externalClientId": user})


for user, name in (("ann", "desk"), ("bob", "shop"), ("cy", "desk"), ("dee", "none")):
    try:
        connect(user, name)
    except KeyError as error:
        print("no", error)
