MODE = "loud"


def connect(user):
    voice = "alloy"
    match MODE:
        case "calm":
            voice = "echo"
        case "loud" if user == "bob":
            voice = "verse"
        case "wild" | "wilder":
            voice = "sage"
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann")
connect("bob")
