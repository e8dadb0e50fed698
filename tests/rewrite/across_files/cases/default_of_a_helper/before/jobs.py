from sessions import post_session


def nightly(user):
    return post_session({"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user}, kind="ws-connections")


def daily(user):
    return post_session({"companionId": "c", "providerConfig": {"voiceId": "v"}, "externalClientId": user})
