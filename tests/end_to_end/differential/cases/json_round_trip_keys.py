import json


def connect(user):
    payload = json.loads(json.dumps({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user, "tags": {1: "a"}}))
    payload["tags"] = {key: value for key, value in payload["tags"].items()}
    SEND(payload)


connect("ann")
