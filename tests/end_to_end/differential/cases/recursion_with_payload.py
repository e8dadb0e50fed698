def connect(payload, left=2):
    if left:
        payload["language"] = "fr" if left == 1 else "en"
        connect(payload, left - 1)
        return
    SEND(payload)


connect({"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}})
