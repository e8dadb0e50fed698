def connect(user, language=None, voice=None, companion="comp_a"):
    body = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    if language:
        body["language"] = language
    if voice is not None:
        body["providerConfig"]["voiceId"] = voice
    SEND(body)


connect("ann")
connect("bob", "fr")
connect("eve", language="", voice="verse")
connect("joe", "de", "sage", companion="comp_b")
