def connect(user="cy", voice="alloy"):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


def words(text):
    return list(map(str.lower, text.split()))


connect("ann")
connect(*words("bob verse"))
