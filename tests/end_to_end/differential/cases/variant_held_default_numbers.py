def connect(user, heat=None):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy", "settings": {"temperature": heat or 0.5}}, "externalClientId": user})


connect("ann")
connect("bob", 1)
connect("cy", True)
connect("dee", 1.0)
