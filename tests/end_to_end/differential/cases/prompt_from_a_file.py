from pathlib import Path

Path("prompt.txt").write_text("Be brief.")
PROMPT = Path("prompt.txt").read_text()


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy", "settings": {"instructions": PROMPT}}}
    SEND(payload)


connect("ann")
connect("bob")
