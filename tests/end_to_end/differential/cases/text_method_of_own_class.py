PAYLOAD = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}


class Address:
    def strip(self, sign):
        PAYLOAD["companionId"] = "comp_b"
        return "/public/connections"


def connect(path, user):
    tail = path.strip("/")
    print(requests.post(BASE_URL + tail, json={**PAYLOAD, "externalClientId": user}, headers=HEADERS).status_code)


connect(Address(), "ann")
