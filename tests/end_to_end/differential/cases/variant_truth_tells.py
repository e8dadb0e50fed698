class Flag:
    def __init__(self, on):
        self.on = on

    def __bool__(self):
        print("asked")
        return self.on


def connect(user, flag):
    SEND({"companionId": "comp_a" if flag else "comp_b", "providerConfig": {"voiceId": "alloy" if flag else "verse"}})


connect("ann", Flag(True))
connect("bob", Flag(False))
