CONFIGS = [
    {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
]
KEPT = []


def connect():
    for config in CONFIGS:
        KEPT.append(config)
        SEND(config)


connect()
KEPT[0]["companionId"] = "comp_b"
connect()
print(KEPT)
