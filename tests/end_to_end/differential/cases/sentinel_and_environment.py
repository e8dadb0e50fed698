import os

NOT_GIVEN = object()


def given(fields):
    return {key: value for key, value in fields.items() if value is not NOT_GIVEN}


def connect(user, language=NOT_GIVEN):
    payload = given(
        {
            "companionId": os.environ.get("COMPANION", "comp_a"),
            "language": language,
            "providerConfig": {"voiceId": "alloy"},
            "externalClientId": user,
        }
    )
    SEND(payload)


connect("ann")
connect("bob", "fr")
