def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    match user:
        case "ann":
            payload["language"] = "fr"
        case _:
            payload["tags"] = {"who": user}
    SEND(payload)


connect("ann")
connect("bob")
