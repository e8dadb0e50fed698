def connect():
    for each in ["alloy", "verse"]:
        kept = each
    for each in ["sage", "echo"]:
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": kept}, "externalClientId": each})


connect()
