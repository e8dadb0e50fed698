class Rewriting(requests.adapters.HTTPAdapter):
    def send(self, request, **options):
        print(request.path_url)
        return super().send(request, **options)


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    session = requests.Session()
    session.mount("http://", Rewriting())
    print(session.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


connect("ann")
connect("bob")
