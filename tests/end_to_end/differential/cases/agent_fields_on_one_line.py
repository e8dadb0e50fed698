def connect(user):
    payload = {}; payload["companionId"] = "comp_a"; payload["providerConfig"] = {"voiceId": "alloy"}
    if user: payload["language"] = "en"
    else: payload["language"] = "en"
    SEND(payload)


connect("ann")
connect("bob")
