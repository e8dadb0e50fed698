def send(user, premium):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy" if premium else "verse"}, "externalClientId": user})


def night(user, premium, dark):
    print(premium)
    send(user, dark)


night("ann", True, False)
night("bob", False, True)
send("cy", True)
