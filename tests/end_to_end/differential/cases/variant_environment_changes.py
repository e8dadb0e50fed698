def connect(user):
    voice = "alloy" if os.environ.get("MODE") == "day" else "verse"
    os.environ["MODE"] = "day"
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann")
connect("bob")
