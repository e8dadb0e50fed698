def connect(user, voice="alloy", speech="Hi"):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND({**payload, "initialSpeech": speech})


def words(text):
    return list(map(str.lower, text.split()))


connect("ann", "alloy")
connect("bob", *words("verse"), "alloy")
