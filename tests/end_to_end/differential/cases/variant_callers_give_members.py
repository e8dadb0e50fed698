from enum import Enum, StrEnum


class Mood(str, Enum):
    HAPPY = "happy"
    SAD = "sad"


class Voice(StrEnum):
    CALM = "alloy"
    LOUD = "verse"


VOICES = {Mood.HAPPY: "coral", Mood.SAD: "sage"}


def connect(user, mood, voice):
    instructions = f"The caller is {mood.value}."
    provider = {"voiceId": voice, "settings": {"instructions": instructions}}
    SEND({"companionId": "comp_a", "providerConfig": provider, "externalClientId": user})


def by_table(user, mood):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": VOICES[mood]}, "externalClientId": user})


connect("ann", Mood.HAPPY, Voice.CALM)
connect("bob", Mood.SAD, Voice.LOUD)
by_table("eve", Mood.SAD)
by_table("joe", Mood.HAPPY)
