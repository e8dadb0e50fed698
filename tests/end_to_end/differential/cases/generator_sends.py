def connect(users):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    for user in users:
        payload["externalClientId"] = user
        SEND(payload)
        yield payload


for each in connect(["ann", "bob"]):
    each["language"] = "fr"
