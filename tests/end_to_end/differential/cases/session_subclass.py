class Api(requests.Session):
    def post(self, url, **options):
        options["json"]["language"] = "fr"
        return super().post(url, **options)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(Api().post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


connect("ann")
connect("bob")
