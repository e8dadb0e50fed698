import contextlib


class Api:
    def __init__(self):
        self._session = None

    def session(self):
        if self._session is None:
            self._session = requests.Session()
        return self._session

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(self.session().post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


class Hooked:
    _session = None

    def session(self):
        if self._session is None:
            self._session = requests.Session()
            self._session.hooks["response"].append(lambda answer, **rest: print(answer.request.path_url))
        return self._session

    def connect(self, user):
        payload = {"companionId": "comp_f", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        print(self.session().post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


class Entered:
    def __enter__(self):
        self.http = requests.Session()
        self.companion = "comp_b"
        return self

    def __exit__(self, *error):
        self.companion = "comp_c"
        self.http.close()

    def connect(self, user):
        payload = {"companionId": self.companion, "providerConfig": {"voiceId": "alloy"}}
        print(self.http.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


@contextlib.contextmanager
def opened(payload):
    with requests.Session() as session:
        yield session
    payload["companionId"] = "comp_e"


def connect(user):
    payload = {"companionId": "comp_d", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    with opened(payload) as session:
        print(session.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


api = Api()
api.connect("ann")
api.connect("bob")
Hooked().connect("cleo")
with Entered() as entered:
    entered.connect("dan")
entered.connect("eve")
connect("fay")
