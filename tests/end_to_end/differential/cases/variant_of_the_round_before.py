def connect(tiers):
    voice = "alloy"
    for tier in tiers:
        SEND({"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": tier})
        voice = "verse" if tier == "gold" else "sage"


connect(["gold", "none", "gold"])
