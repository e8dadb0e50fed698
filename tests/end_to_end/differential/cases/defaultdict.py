import collections

CONFIG = collections.defaultdict(lambda: "verse", {"voice": "alloy"})


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": CONFIG["other"]}, "language": CONFIG.get("language", "en"), "externalClientId": user}
    SEND(payload)


connect("ann")
