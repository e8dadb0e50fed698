CONFIGS = [
    {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": "ann"},
    {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
]


def connect():
    for config in CONFIGS:
        SEND(config)


connect()
