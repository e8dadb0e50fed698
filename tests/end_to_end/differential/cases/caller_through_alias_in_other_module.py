import jobs


def connect(user, voice):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": voice}, "externalClientId": user}
    SEND(payload)


if __name__ == "__main__":
    connect("ann", "alloy")
    jobs.run(connect)
# --- jobs.py
def run(action):
    action("bob", "verse")
