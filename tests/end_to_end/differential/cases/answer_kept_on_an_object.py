class Desk:
    def __init__(self):
        self.answer = None

    def connect(self, user):
        payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
        self.answer = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)

    def told(self):
        print("agents" in self.answer.url)


def check(answer):
    print("agents" in answer.url)


def given(user):
    payload = {"companionId": "comp_b", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    check(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS))


def renamed(user):
    payload = {"companionId": "comp_c", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    same = answer
    print("agents" in same.url)


def kept(user):
    payload = {"companionId": "comp_d", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    answers = {"last": answer}
    print("agents" in answers["last"].url)


def named(user):
    payload = {"companionId": "comp_e", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    print("agents" in getattr(answer, "url"))


def paired(user):
    payload = {"companionId": "comp_f", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer, number = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS), 1
    print("agents" in answer.url, number)


def by_keyword(user):
    payload = {"companionId": "comp_g", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    check(answer=answer)


def failing(user):
    payload = {"companionId": "comp_h", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    try:
        requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).raise_for_status()
    except requests.HTTPError as error:
        print("agents" in error.request.url)


def outside(user):
    payload = {"companionId": "comp_i", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    answer = requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS)
    answer.status_code = 500
    answer.raise_for_status()


def caught(user):
    try:
        outside(user)
    except requests.HTTPError as error:
        print("agents" in error.request.url)


desk = Desk()
desk.connect("ann")
desk.told()
given("bob")
renamed("cleo")
kept("dan")
named("eve")
paired("fay")
by_keyword("gus")
failing("hal")
caught("ida")
