def connect(user, premium, night):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    if premium:
        payload["functions"] = ["fn_1"]
        if night:
            payload["functions"] = ["fn_2"]
            print("night")
    elif night:
        del payload["providerConfig"]
        payload["providerConfig"] = {"voiceId": "sage"}
    SEND(payload)


for premium in (True, False):
    for night in (True, False):
        connect("ann", premium, night)
