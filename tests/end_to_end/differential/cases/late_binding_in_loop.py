def make():
    actions = []
    for voice in ("alloy", "verse"):
        def connect():
            payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}}
            SEND(payload)

        actions.append(connect)
    return actions


for action in make():
    action()
