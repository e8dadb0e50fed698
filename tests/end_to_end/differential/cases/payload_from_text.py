import json

TEXT = '{"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}'


def connect(user):
    payload = json.loads(TEXT)
    payload["externalClientId"] = user
    SEND(payload)


connect("ann")
connect("bob")
