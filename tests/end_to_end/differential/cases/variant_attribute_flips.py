class Account:
    trial = True


def connect(user, account):
    companion = "comp_a" if account.trial else "comp_b"
    account.trial = not account.trial
    SEND({"companionId": companion, "providerConfig": {"voiceId": "alloy" if account.trial else "verse"}})


ACCOUNT = Account()
connect("ann", ACCOUNT)
connect("bob", ACCOUNT)
