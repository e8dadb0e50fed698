import runner


def connect(user, voice="alloy"):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


if __name__ == "__main__":
    connect("ann")
    runner.run("__main__", "connect")
# --- runner.py
import importlib


def run(module, name):
    getattr(importlib.import_module(module), name)("bob", "verse")
