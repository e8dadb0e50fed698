def connect(user, tools):
    companion = "comp_a" if tools else "comp_b"
    tools.append(user)
    voice = "alloy" if tools else "verse"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}})


connect("ann", [])
connect("bob", ["b"])
