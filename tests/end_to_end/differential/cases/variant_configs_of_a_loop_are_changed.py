CONFIGS = [
    {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
]


def connect(loud):
    for config in CONFIGS:
        if loud:
            config["companionId"] = "comp_c"
        SEND(config)


connect(False)
connect(True)
connect(False)
