def connect(user, premium):
    if premium:
        provider = {"voiceId": "alloy"}
    else:
        provider = {"voiceId": "verse", "settings": {"temperature": 0.5}}
    provider["useGreenVideo"] = True
    SEND({"companionId": "comp_a", "providerConfig": provider, "externalClientId": user})


connect("ann", True)
connect("bob", False)
