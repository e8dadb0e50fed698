import os

TEMPERATURE = float(os.environ.get("NAPSTER_TEMPERATURE", "0.7"))
IDLE = bool(os.environ.get("NAPSTER_IDLE", ""))
SEARCH = os.environ.get("NAPSTER_SEARCH", "true") == "true"
PADDING = int(os.getenv("NAPSTER_PADDING", "300"))


def connect(user):
    settings = {"temperature": TEMPERATURE, "turnDetection": {"prefix_padding_ms": PADDING}}
    payload = {
        "companionId": "comp_a",
        "providerConfig": {"voiceId": "alloy", "settings": settings},
        "disableIdleTimeout": IDLE,
        "useWebSearch": SEARCH,
        "externalClientId": user,
    }
    SEND(payload)


connect("ann")
connect("bob")
