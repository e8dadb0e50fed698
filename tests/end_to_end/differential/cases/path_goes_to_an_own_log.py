class Recorder:
    def info(self, text, path):
        print(text, "agents" in path)


class Desk:
    def __init__(self):
        self.log = Recorder()

    def _post(self, path, body):
        self.log.info("opening", path)
        return requests.post(BASE_URL + path, json=body, headers=HEADERS)

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(self._post("/public/connections", payload).status_code)


Desk().connect("ann")
