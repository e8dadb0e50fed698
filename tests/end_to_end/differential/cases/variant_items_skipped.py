DESKS = [
    {"companionId": "comp_a", "voice": "alloy", "user": "ann"},
    {"companionId": "comp_b", "voice": "verse", "user": "bob"},
    {"companionId": "comp_a", "voice": "sage", "user": "cy"},
]


def run(wanted):
    for desk in DESKS:
        if desk["user"] not in wanted:
            continue
        agent = desk["companionId"]
        print(agent)
        SEND({"companionId": agent, "providerConfig": {"voiceId": desk["voice"] or "ash"}, "externalClientId": desk["user"]})


run(["bob", "cy"])
