class Account:
    trial = True


def tags(account):
    account.trial = not account.trial
    return {"who": "x"}


def connect(user, account):
    payload = {
        "tags": tags(account),
        "companionId": "comp_a" if account.trial else "comp_b",
        "providerConfig": {"voiceId": "alloy"},
    }
    SEND(payload)


ACCOUNT = Account()
connect("ann", ACCOUNT)
connect("bob", ACCOUNT)
