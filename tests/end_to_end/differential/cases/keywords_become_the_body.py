class Api:
    def create(self, **fields):
        return requests.post(f"{BASE_URL}/public/connections", json=fields, headers=HEADERS)


class Logging:
    def create(self, **fields):
        print(sorted(fields))
        return requests.post(f"{BASE_URL}/public/connections", json=fields, headers=HEADERS)


class Timed:
    def create(self, times, retries=1, **fields):
        for _ in range(times):
            for _ in range(retries):
                answer = requests.post(f"{BASE_URL}/public/connections", json=fields, headers=HEADERS)
        return answer


class Named:
    def create(self, companionId, **fields):
        body = {"companionId": companionId, **fields}
        return requests.post(f"{BASE_URL}/public/connections", json=body, headers=HEADERS)


class Changing:
    def create(self, **fields):
        fields["providerConfig"] = {"voiceId": "echo"}
        return requests.post(f"{BASE_URL}/public/connections", json=fields, headers=HEADERS)


class Two:
    def create(self, **fields):
        return requests.post(f"{BASE_URL}/public/connections", json=fields, headers=HEADERS)


def voice():
    print("a voice is asked for")
    return "alloy"


def connect(user):
    extra = {"tags": {"a": "1"}}
    given = {"voiceId": "alloy"}
    answers = [
        Api().create(companionId="comp_a", providerConfig=given, externalClientId=user),
        Logging().create(companionId="comp_b", providerConfig={"voiceId": "alloy"}, externalClientId=user),
        Timed().create(1, retries=2, companionId="comp_c", providerConfig={"voiceId": "alloy"}, **extra),
        Named().create(companionId="comp_d", providerConfig={"voiceId": "alloy"}, externalClientId=user),
        Changing().create(companionId="comp_e", providerConfig={"voiceId": "alloy"}, externalClientId=user),
        Two().create(companionId="comp_f", providerConfig={"voiceId": voice()}, externalClientId=user),
        Two().create(companionId="comp_g", providerConfig={"voiceId": "alloy"}, externalClientId=user),
    ]
    for answer in answers:
        print(answer.status_code)


connect("ann")
