class Account:
    asked = 0

    @property
    def trial(self):
        self.asked += 1
        return self.asked % 3 == 1


def voice_for(account):
    if account.trial:
        print("trial")
    return "alloy" if account.trial else "verse"


def connect(user, account):
    SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice_for(account)}})
    print(account.asked)


ACCOUNT = Account()
connect("ann", ACCOUNT)
connect("bob", ACCOUNT)
connect("cy", ACCOUNT)
