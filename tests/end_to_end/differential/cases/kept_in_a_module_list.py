KEPT = []


class Quiet:
    def __enter__(self):
        return self

    def __exit__(self, *problem):
        KEPT[-1]["language"] = "fr"


def start(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "language": "en", "externalClientId": user}
    KEPT.append(payload)
    with Quiet():
        pass
    SEND(payload)


start("ann")
