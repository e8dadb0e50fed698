DEFAULTS = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
SEEN = []


def next_id(who):
    SEEN.append(who)
    return who + str(len(SEEN))


def first(user):
    payload = dict(DEFAULTS)
    payload["externalClientId"] = user
    SEND(payload)
    print(repr(payload))


def second(user):
    payload = {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}}
    for _ in range(2):
        payload["externalClientId"] = next_id(user)
    SEND(payload)


first("ann")
second("bob")
