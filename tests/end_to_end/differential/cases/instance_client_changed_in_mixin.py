class Switching:
    def switch(self):
        self.session.headers.update({"X-Api-Key": os.environ["NAPSTER_STAGING_KEY"]})


class Service(Switching):
    def __init__(self):
        self.session = requests.Session()
        self.session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(self.session.post(f"{BASE_URL}/public/connections", json=payload).status_code)


service = Service()
service.connect("ann")
service.switch()
service.connect("bob")
