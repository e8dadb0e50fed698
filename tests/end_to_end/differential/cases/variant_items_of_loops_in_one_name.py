COMPANIONS = {"alloy": "comp_a", "verse": "comp_b"}


def run():
    for voice in ("alloy", "verse"):
        companion = COMPANIONS[voice]
        print(companion)
        for voice in ("alloy", "verse"):
            SEND({"companionId": companion, "providerConfig": {"voiceId": voice}})


run()
