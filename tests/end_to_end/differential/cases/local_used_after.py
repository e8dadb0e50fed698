def connect(user):
    voice = "alloy"
    settings = {"temperature": 0.5}
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice, "settings": settings}}
    SEND(payload)
    print(voice, settings)


connect("ann")
connect("bob")
