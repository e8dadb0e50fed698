from typing import TYPE_CHECKING

if TYPE_CHECKING:
    VOICE = "alloy"
else:
    VOICE = "verse"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": VOICE}, "externalClientId": user}
    SEND(payload)


connect("ann")
