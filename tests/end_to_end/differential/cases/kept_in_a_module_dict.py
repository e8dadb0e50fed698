KEPT = {}


class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, *problem):
        for payload in KEPT.values():
            payload["language"] = "fr"


def start(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "language": "en", "externalClientId": user}
    KEPT["last"] = payload
    with Quiet():
        pass
    SEND(payload)


start("ann")
