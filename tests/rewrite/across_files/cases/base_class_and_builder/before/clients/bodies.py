GUIDE = "comp_guide"


def museum_body(visitor, room):
    body = {
        "companionId": GUIDE,
        "providerConfig": {"voiceId": "sage"},
        "externalClientId": visitor,
    }
    if room:
        body["tags"] = {"room": room}
    return body
