def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann", "alloy")
for name, thing in list(globals().items()):
    if name.startswith("conn"):
        thing("bob", "verse")
