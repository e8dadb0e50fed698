PROVIDER = {"voiceId": "alloy"}
EXTRA = {"language": "en"}


def connect(user):
    payload = {"companionId": "comp_a", "externalClientId": user}
    payload["providerConfig"] = PROVIDER
    payload.update(EXTRA)
    SEND(payload)
    payload["providerConfig"]["voiceId"] = "verse"


connect("ann")
connect("bob")
