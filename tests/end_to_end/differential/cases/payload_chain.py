def with_voice(payload):
    payload["providerConfig"] = {"voiceId": "alloy"}
    return payload


def with_language(payload, language="en"):
    payload["language"] = language
    return payload


def connect(user):
    payload = with_language(with_voice({"companionId": "comp_a", "externalClientId": user}), language="fr")
    SEND(payload)


connect("ann")
