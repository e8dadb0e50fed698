class Warm:
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
    SEND(payload)
    status = response


print(sorted(Warm.payload))
