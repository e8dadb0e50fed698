def connect(users, language="en"):
    if not users:
        return
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "language": language}
    SEND(payload)
    connect(users[1:], "fr")


connect(["ann", "bob"])
