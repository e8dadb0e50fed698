DESKS = [
    {"companionId": "comp_a", "voice": "alloy", "user": "ann"},
    {"companionId": "comp_b", "voice": "verse", "user": "bob"},
    {"companionId": "comp_a", "voice": "sage", "user": "cy"},
]


def run():
    for desk in DESKS:
        companion = desk["companionId"]
        for desk in DESKS:
            SEND({"companionId": companion, "providerConfig": {"voiceId": desk["voice"]}, "externalClientId": desk["user"]})


run()
