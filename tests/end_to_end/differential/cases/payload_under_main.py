def connect(user):
    payload = {"companionId": COMPANION, "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


if __name__ == "__main__":
    COMPANION = "comp_a"
    connect("ann")
    COMPANION = "comp_b"
    connect("bob")
