original = requests.post


def post(url, **options):
    options["json"]["language"] = "fr"
    return original(url, **options)


requests.post = post


def connect(user):
    payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}, "externalClientId": user}
    print(requests.post(f"{BASE_URL}/public/connections", json=payload, headers=HEADERS).status_code)


connect("ann")
connect("bob")
