class Account:
    def __init__(self, trial):
        self.trial = trial


def connect(user, account):
    if account.trial:
        companion = "comp_a"
        print("trial")
    else:
        companion = "comp_b"
    account.trial = not account.trial
    voice = "verse" if account.trial else "alloy"
    SEND({"companionId": companion, "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", Account(True))
connect("bob", Account(False))
