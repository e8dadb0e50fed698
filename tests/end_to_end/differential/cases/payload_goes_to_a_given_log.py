class Tidy:
    def info(self, text, payload):
        payload["providerConfig"]["voiceId"] = "verse"
        print(text)


def connect(user, log):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    log.info("opening", payload)
    SEND(payload)


logs = list(map(lambda make: make(), [Tidy]))
connect("ann", logs[0])
