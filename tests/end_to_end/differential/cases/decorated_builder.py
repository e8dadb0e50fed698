import builders


def loud(function):
    def louder(user):
        made = function(user)
        made["providerConfig"] = {"voiceId": "sage"}
        return made

    return louder


@loud
def built(user):
    return {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }


@builders.quiet
def built_too(user):
    return {
        "companionId": "comp_b",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }


def connect(user):
    SEND(built(user))


def connect_too(user):
    SEND(built_too(user))


connect("ann")
connect_too("bob")

# --- builders.py
class quiet:
    def __init__(self, function):
        self.function = function

    def __call__(self, user):
        return {**self.function(user), "language": "fr"}
