import logging

log = logging.getLogger("sessions")
seen = []


class Recorder:
    def info(self, text, url):
        seen.append(url.replace(BASE_URL, ""))


record = Recorder()


class Client:
    def __init__(self):
        self.log = Recorder()

    def open(self, user):
        url = f"{BASE_URL}/public/connections"
        self.log.info("opening %s", url)
        record.info("opening %s", url)
        log.info("opening %s", url)
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(requests.post(url, json=payload, headers=HEADERS).status_code)

    def again(self, user):
        url = f"{BASE_URL}/public/connections"
        log.info("opening %s", url)
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "echo"}, "externalClientId": user, "tags": {"to": url}}
        log.info("with %s", payload)
        print(requests.post(url, json=payload, headers=HEADERS).status_code)


Client().open("ann")
Client().again("bob")
print(seen)
