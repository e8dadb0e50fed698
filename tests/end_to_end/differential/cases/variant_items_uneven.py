DESKS = [
    {"companionId": "comp_b", "voice": "verse", "user": "ann"},
    {"companionId": "comp_a", "voice": "alloy", "user": "bob"},
    {"companionId": "comp_b", "voice": "alloy", "user": "cy"},
]


def run():
    for desk in DESKS:
        SEND({"companionId": desk["companionId"], "providerConfig": {"voiceId": desk["voice"]}, "externalClientId": desk["user"]})


run()
