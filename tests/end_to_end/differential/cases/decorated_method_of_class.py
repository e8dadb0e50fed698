import functools


def louder(function):
    @functools.wraps(function)
    def inner(self, user):
        self.voice = "verse"
        return function(self, user)

    return inner


class Service:
    voice = "alloy"

    @louder
    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": self.voice}, "externalClientId": user}
        SEND(payload)


Service().connect("ann")
