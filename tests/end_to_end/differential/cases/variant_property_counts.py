class Account:
    asked = 0

    @property
    def trial(self):
        self.asked += 1
        return self.asked % 3 == 1


def connect(user, account):
    payload = {
        "companionId": "comp_a" if account.trial else "comp_b",
        "providerConfig": {"voiceId": "alloy" if account.trial else "verse"},
    }
    SEND(payload)
    print(account.asked)


ACCOUNT = Account()
for user in ("ann", "bob", "cy"):
    connect(user, ACCOUNT)
