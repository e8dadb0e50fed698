"""Who the concierge is."""

COMPANION_ID = "comp_concierge"
VOICE_ID = "sage"
