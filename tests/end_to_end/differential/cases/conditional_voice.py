def connect(user):
    if user == "ann":
        voice = "alloy"
    else:
        voice = "verse"
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}}
    SEND(payload)


connect("ann")
connect("bob")
