"""Who the concierge is."""

COMPANION_ID = "comp_concierge"
VOICE_ID = "sage"
PROVIDER_CONFIG = {
    "voiceId": VOICE_ID,
    "settings": {
        "instructions": "You are the concierge of a small hotel by the sea.",
        "turnDetection": {"threshold": 0.6, "silence_duration_ms": 700},
    },
}
