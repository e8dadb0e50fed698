class Account:
    asked = 0

    @property
    def trial(self):
        self.asked += 1
        return self.asked % 2 == 1


def pick(flag, one, other):
    return one if flag else other


def connect(user, account):
    SEND({"companionId": pick(account.trial, "comp_a", "comp_b"), "providerConfig": {"voiceId": pick(account.trial, "alloy", "verse")}})
    print(account.asked)


ACCOUNT = Account()
connect("ann", ACCOUNT)
connect("bob", ACCOUNT)
