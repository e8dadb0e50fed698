def connect(user, companion, voice, loud=False):
    if loud:
        voice = "verse"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", "comp_a", "alloy")
connect("bob", "comp_b", "sage", loud=True)
connect("eve", "comp_b", "sage")
connect("joe", "comp_c", "alloy", True)
