import threading

PROVIDER = {"voiceId": "alloy"}


def work():
    PROVIDER["voiceId"] = "verse"


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": PROVIDER, "externalClientId": user}
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    SEND(payload)


connect("ann")
