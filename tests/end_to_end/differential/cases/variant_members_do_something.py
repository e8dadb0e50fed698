from enum import Enum


class Mood(str, Enum):
    HAPPY = "happy"
    SAD = "sad"

    def get(self, tones):
        tones["calm"] = "verse"
        return tones["calm"]

    @property
    def prompt(self):
        return f"You are {self.value}."


TONES = {"calm": "alloy"}


def connect(user, mood):
    mood.get(TONES)
    provider = {"voiceId": TONES["calm"], "settings": {"instructions": mood.prompt}}
    SEND({"companionId": "comp_a", "providerConfig": provider, "externalClientId": user})


print(TONES)
connect("ann", Mood.HAPPY)
connect("bob", Mood.SAD)
