def connect(user, premium=False):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    if premium:
        payload["tags"] = {"plan": "gold"}
    print(payload["companionId"])
    SEND(payload)
    payload["tags"] = {"plan": "known"}
    print(payload)


connect("ann")
connect("bob", True)
