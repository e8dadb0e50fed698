def connect(user):
    todo = []
    for voice in ("alloy", "verse"):

        def send():
            payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}}
            SEND(payload)

        todo.append(send)
    for each in todo:
        each()


connect("ann")
connect("bob")
