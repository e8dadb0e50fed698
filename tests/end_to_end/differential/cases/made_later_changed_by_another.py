class Api:
    _session = None

    def session(self):
        if self._session is None:
            self._session = requests.Session()
        return self._session

    @staticmethod
    def watch(api):
        api._session.hooks["response"].append(lambda answer, **rest: print(answer.request.path_url))

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(self.session().post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


api = Api()
api.connect("ann")
Api.watch(api)
api.connect("bob")
