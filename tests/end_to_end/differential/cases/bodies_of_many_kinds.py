import os

DEFAULTS = {
    "companionId": "comp_c",
    "providerConfig": {"voiceId": "alloy"},
    "tags": {"app": "web"},
}
AGENT = {"companionId": "comp_d", "providerConfig": {"voiceId": "verse"}}


def made_by_call(user):
    SEND(dict(companionId="comp_a", providerConfig={"voiceId": "alloy"}, externalClientId=user))


def session_first(user):
    SEND(
        {
            "externalClientId": user,
            "companionId": "comp_b",
            "tags": {"app": "web"},
            "providerConfig": {"voiceId": "alloy"},
        }
    )


def spread(user):
    SEND({**DEFAULTS, "externalClientId": user})


def union(user):
    SEND(AGENT | {"externalClientId": user})


def choice(user, premium=False):
    SEND(
        {
            "companionId": "comp_e",
            "providerConfig": {"voiceId": "alloy"},
            **({"externalClientId": user} if premium else {"tags": {"plan": "free"}}),
        }
    )


def filtered(user, speech=None):
    payload = {
        "companionId": "comp_f",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
        "initialSpeech": speech,
    }
    SEND({key: value for key, value in payload.items() if value is not None})


def from_environment(user):
    SEND(
        {
            "companionId": os.environ.get("COMPANION", "comp_g"),
            "providerConfig": {"voiceId": "alloy"},
            "externalClientId": user,
        }
    )


for open_session in (made_by_call, session_first, spread, union, choice, filtered, from_environment):
    open_session("ann")
choice("bob", True)
filtered("bob", "Hi!")
