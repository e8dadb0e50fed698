CONFIGS = [
    {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": "ann"},
    {"companionId": "comp_a", "providerConfig": {"voiceId": "verse"}, "externalClientId": "bob"},
]

for config in CONFIGS:
    print(config["externalClientId"], len(config))
    SEND(config)
