from enum import Enum, StrEnum


class Mood(str, Enum):
    HAPPY = "happy"
    SAD = "sad"


class Voice(StrEnum):
    CALM = "alloy"
    LOUD = "verse"


def connect(user, voice, mood=Mood.HAPPY):
    mood = Mood.SAD if user == "bob" else mood
    provider = {"voiceId": voice, "settings": {"instructions": f"{mood} and {voice}: {mood.name}"}}
    SEND({"companionId": "comp_a", "providerConfig": provider, "externalClientId": user})


connect("ann", Voice.CALM)
connect("bob", "verse")
connect("eve", Voice("verse"), Mood.SAD)
