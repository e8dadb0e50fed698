COMPANIONS = ["comp_a", "comp_b"]


def connect(companion, user):
    payload = {"companionId": companion, "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    SEND(payload)


companion = "comp_z"
[connect(companion, "ann") for companion in COMPANIONS]
print({c: connect(c, c) for c in COMPANIONS if c != "comp_a"}, companion)
