def connect(user):
    payload = {
        "companionId": "comp_a",
        "providerConfig": {
            "voiceId": "alloy",
            "settings": {
                "temperature": 1.0,
                "turnDetection": {"threshold": 1e-07, "prefix_padding_ms": 0x12C, "silence_duration_ms": 1_000},
            },
        },
        "disableIdleTimeout": not user,
        "externalClientProfile": {"visits": 10**20, "share": -0.0, 1: "one", "none": None},
    }
    SEND(payload)


connect("ann")
connect("bob")
