import threading


def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


connect("ann", "alloy")
thread = threading.Thread(target=connect, args=("bob", "verse"))
thread.start()
thread.join()
