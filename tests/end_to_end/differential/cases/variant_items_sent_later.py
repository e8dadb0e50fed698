DESKS = [
    {"companionId": "comp_a", "voice": "alloy", "user": "ann"},
    {"companionId": "comp_b", "voice": "verse", "user": "bob"},
    {"companionId": "comp_a", "voice": "sage", "user": "cy"},
]


def run():
    later = []
    for desk in DESKS:
        def connect():
            SEND({"companionId": desk["companionId"], "providerConfig": {"voiceId": desk["voice"]}, "externalClientId": desk["user"]})

        later.append(connect)
    for each in later:
        each()


run()
