DESK = {
    "companionId": "comp_desk",
    "providerConfig": {"voiceId": "ash"},
    "disableIdleTimeout": True,
    "tags": {"app": "desk"},
}
