DESKS = [
    {"companionId": "comp_a", "voice": "alloy", "user": "ann"},
    {"companionId": "comp_b", "voice": "verse", "user": "bob"},
    {"companionId": "comp_a", "voice": "sage", "user": "cy"},
]


def run():
    before = DESKS[0]
    for desk in DESKS:
        SEND({"companionId": before["companionId"], "providerConfig": {"voiceId": desk["voice"]}, "externalClientId": desk["user"]})
        before = desk


run()
