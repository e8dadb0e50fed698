def connect(user, voice, temperature):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice, "settings": {"temperature": temperature}}})


connect("ann", "alloy", 0.5)
connect("bob", "verse", 1)
