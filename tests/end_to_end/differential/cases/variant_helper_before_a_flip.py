class Account:
    def __init__(self, trial):
        self.trial = trial


def voice_for(account):
    return "alloy" if account.trial else "verse"


def connect(user, account):
    voice = voice_for(account)
    account.trial = not account.trial
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user})


connect("ann", Account(True))
connect("bob", Account(False))
