import os

DEFAULTS = {
    "companionId": "comp_c",
    "providerConfig": {"voiceId": "alloy"},
    "tags": {"app": "web"},
}
AGENT_E = {"companionId": "comp_e", "providerConfig": {"voiceId": "alloy"}}
AGENT = {"companionId": "comp_d", "providerConfig": {"voiceId": "verse"}}


def made_by_call(user):
    SEND(dict(companionId="comp_a", providerConfig={"voiceId": "alloy"}, externalClientId=user))


def session_first(user):
    payload = {
        "externalClientId": user,
        "companionId": "comp_b",
        "tags": {"app": "web"},
        "providerConfig": {"voiceId": "alloy"},
    }
    SEND(payload)


def spread(user):
    SEND({**DEFAULTS, "externalClientId": user})


def union(user):
    SEND({"externalClientId": user, **AGENT} | {"tags": {"app": "web"}, "language": "en"})


def choice(user, premium=False):
    mine = {"companionId": "comp_e", "externalClientId": user}
    payload = {**(mine if premium else {"companionId": "comp_e", "tags": {}}), **AGENT_E}
    SEND(payload)


def filtered(user, speech=None):
    payload = {
        "companionId": "comp_f",
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
        "initialSpeech": speech,
    }
    SEND({key: value for key, value in payload.items() if value is not None})


def from_environment(user):
    payload = {
        "companionId": os.environ.get("COMPANION", "comp_g"),
        "providerConfig": {"voiceId": "alloy"},
        "externalClientId": user,
    }
    SEND(payload)


for open_session in (made_by_call, session_first, spread, union, choice, filtered, from_environment):
    open_session("ann")
choice("bob", True)
filtered("bob", "Hi!")
