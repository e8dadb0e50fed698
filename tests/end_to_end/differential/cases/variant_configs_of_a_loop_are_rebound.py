CONFIGS = (
    {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}},
    {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}},
)


def connect():
    for config in CONFIGS:
        body = config
        config = {"companionId": "comp_b", "providerConfig": {"voiceId": "verse"}}
        SEND(body)
        SEND(config)


connect()
