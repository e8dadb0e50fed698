import copy

BASE = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}


def connect(user):
    payload = copy.deepcopy(BASE)
    payload["externalClientId"] = user
    payload["providerConfig"]["voiceId"] = "verse"
    SEND(payload)


connect("ann")
print(BASE)
