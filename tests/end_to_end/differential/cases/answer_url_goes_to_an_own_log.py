class Recorder:
    def info(self, url):
        print(url.rpartition("/")[2], "agents" in url)


class Desk:
    def __init__(self):
        self.log = Recorder()

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        answer = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
        self.log.info(answer.url)


Desk().connect("ann")
