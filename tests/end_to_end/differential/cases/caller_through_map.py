def connect(voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}}
    SEND(payload)


connect("alloy")
list(map(connect, ["verse", "echo"]))
