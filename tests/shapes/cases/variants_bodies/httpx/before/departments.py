"""What every department opens its sessions with."""

DEPARTMENTS = {
    "kitchen": {
        "companionId": "comp_cook",
        "providerConfig": {"voiceId": "alloy"},
    },
    "garden": {
        "companionId": "comp_gardener",
        "providerConfig": {"voiceId": "sage"},
    },
}
