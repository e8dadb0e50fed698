from functools import cached_property


class Service:
    @cached_property
    def session(self):
        session = requests.Session()
        session.headers["X-Api-Key"] = os.environ["NAPSTER_API_KEY"]
        return session

    def switch(self):
        self.session.headers["X-Api-Key"] = os.environ["NAPSTER_STAGING_KEY"]

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(self.session.post(f"{BASE_URL}/public/connections", json=payload).status_code)


service = Service()
service.connect("ann")
service.switch()
service.connect("bob")
