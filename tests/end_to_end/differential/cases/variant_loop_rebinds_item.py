def connect(user):
    for voice in ["alloy", "verse"]:
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
        voice = voice.upper()
        print(voice)
        SEND(payload)


connect("ann")
