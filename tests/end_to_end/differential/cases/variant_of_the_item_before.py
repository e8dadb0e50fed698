def connect():
    voice = "sage"
    for each in ["alloy", "verse", "echo"]:
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}})
        voice = each


connect()
