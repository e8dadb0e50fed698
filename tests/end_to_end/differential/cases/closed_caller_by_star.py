import other


def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


if __name__ == "__main__":
    connect("ann", "alloy")
    other.run()
# --- other.py
def run():
    from main import connect as again

    again("bob", "verse")
