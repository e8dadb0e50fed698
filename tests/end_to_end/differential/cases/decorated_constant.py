def louder(function):
    return lambda: function() + "_loud"


@louder
def voice():
    return "alloy"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice()}, "externalClientId": user}
    SEND(payload)


connect("ann")
connect("bob")
