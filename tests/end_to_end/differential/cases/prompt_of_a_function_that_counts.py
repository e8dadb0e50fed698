from prompts import asked, prompt


def open_session():
    body = {
        "companionId": "cmp_1",
        "providerConfig": {"voiceId": "ash", "settings": {"instructions": prompt()}},
    }
    SEND(body)


open_session()
open_session()
print(asked())
# --- prompts.py
ASKED = {"times": 0}


def prompt():
    ASKED["times"] += 1
    return "Be kind."


def asked():
    return ASKED["times"]
